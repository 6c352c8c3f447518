const colours = (text: string, subtle: string) => ({
  default: { default: text, subtle },
  accent: { default: '#5b5fc7', subtle: '#5b5fc7' },
  attention: { default: '#c4314b', subtle: '#c4314b' },
  good: { default: '#237b4b', subtle: '#237b4b' },
  warning: { default: '#835c00', subtle: '#835c00' },
});
const style = (backgroundColor: string) => ({
  backgroundColor,
  foregroundColors: colours('#242424', '#616161'),
});

const FONT = '"Segoe UI", "Open Sans", "Liberation Sans", sans-serif';
const font = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
});

/** The sizes and colours in which Teams draws cards, in its light theme, as far as they matter for reading them. */
export const HOST_CONFIG = {
  fontTypes: { default: font(FONT), monospace: font('Consolas, "DejaVu Sans Mono", monospace') },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#e1dfdd' },
  containerStyles: { default: style('#ffffff'), emphasis: style('#f5f5f5') },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
  },
} as const;

/** What the library leaves to whoever shows its cards: how buttons and fields look. */
export const STYLE = `
  body { margin: 0; padding: 12px; background: #f5f5f5; font-family: ${FONT}; }
  .ac-adaptiveCard { border: 1px solid #e1dfdd; border-radius: 8px; box-sizing: border-box; }
  .ac-pushButton { font: 600 14px ${FONT}; padding: 5px 12px; min-height: 32px; border-radius: 4px;
    border: 1px solid #d1d1d1; background: #fff; color: #242424; overflow: hidden; text-overflow: ellipsis; }
  .ac-pushButton.style-positive { background: #5b5fc7; color: #fff; border-color: #5b5fc7; }
  .ac-pushButton.style-destructive { background: #c4314b; color: #fff; border-color: #c4314b; }
  .ac-input { font: 14px ${FONT}; }
  .ac-textInput, .ac-dateInput, select.ac-input { box-sizing: border-box; width: 100%; padding: 6px 10px;
    border: 1px solid #d1d1d1; border-radius: 4px; background: #fff; }
  textarea.ac-textInput { min-height: 84px; }
`;
