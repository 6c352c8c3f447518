import type { Chart } from '../chat/message.js';

const BAR = { width: 14, gap: 4, height: 56 } as const;

/** A row of bars for each series. Whoever cannot see them has the words, and the numbers in a table of their own. */
export const ChartView = ({ chart }: { chart: Chart }) => (
  <figure class="chart">
    <figcaption>
      <strong>{chart.title}: </strong>
      {chart.words}
    </figcaption>
    <div class="chart-rows" aria-hidden="true">
      {chart.rows.map((row) => (
        <Bars row={row} columns={chart.columns} />
      ))}
    </div>
    <details>
      <summary>The numbers</summary>
      <div class="chart-table">
        <Numbers chart={chart} />
      </div>
    </details>
  </figure>
);

type BarsProps = { row: Chart['rows'][number]; columns: Chart['columns'] };

/** The newest bar is dark, and its number stands beside the label, so that nothing rests on colour alone. */
function Bars({ row: { label, values }, columns }: BarsProps) {
  const most = Math.max(1, ...values);
  const step = BAR.width + BAR.gap;
  return (
    <div class="chart-row">
      <p>
        {label} <strong>{values.at(-1) ?? 0}</strong>
      </p>
      <svg viewBox={`0 0 ${columns.length * step} ${BAR.height + 2}`} preserveAspectRatio="none">
        {values.map((value, index) => {
          const height = Math.max(1.5, (value / most) * BAR.height);
          const newest = index === values.length - 1;
          return (
            <rect
              class={newest ? 'newest' : undefined}
              x={index * step}
              y={BAR.height - height}
              width={BAR.width}
              height={height}
            />
          );
        })}
      </svg>
    </div>
  );
}

const Numbers = ({ chart: { title, columns, rows } }: { chart: Chart }) => (
  <table class="table table-sm">
    <thead>
      <tr>
        <th scope="col">{title}</th>
        {rows.map(({ label }) => (
          <th scope="col">{label}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {columns.map((column, index) => (
        <tr>
          <th scope="row">{column}</th>
          {rows.map(({ values }) => (
            <td>{values[index] ?? 0}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
