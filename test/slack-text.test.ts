import { describe, expect, it } from 'vitest';
import { typedText } from '../src/slack/text.js';

describe('what a person typed, as Slack hands it over', () => {
  it.each([
    ['evicted &amp; worried &lt;3', 'evicted & worried <3'],
    ['ask <@U0PRIYA|priya> or <@U0PRIYA>', 'ask @priya or @U0PRIYA'],
    ['in <#C0WARD|ward> and <#C0WARD>', 'in #ward and #C0WARD'],
    ['<!channel> <!here|here> <!subteam^S1|@advisers>', '@channel @here @advisers'],
    [
      'see <https://nhs.uk> or <https://evil.example|nhs.uk>',
      'see https://nhs.uk or nhs.uk (https://evil.example)',
    ],
    ['<mailto:a@b.example|a@b.example> <tel:0151|0151 496>', 'a@b.example 0151 496'],
    ['&amp;lt;!channel&amp;gt;', '&lt;!channel&gt;'],
    ['a < b > c <> <|x>', 'a < b > c <> <|x>'],
  ])('“%s” is plain again', (markup, plain) => {
    expect(typedText(markup)).toBe(plain);
  });

  it('takes no longer for hostile text than for any other', () => {
    for (const hostile of ['<'.repeat(40_000), '<a|'.repeat(13_000), '&lt;'.repeat(10_000)])
      expect(typedText(hostile).length).toBeLessThanOrEqual(hostile.length);
  });
});
