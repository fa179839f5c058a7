import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { junit } from '../../../sim/report/suite/junit.ts';
import { plainPaint } from '../../../sim/report/terminal/paint.ts';
import { caseResult, done, suite } from './fixture.ts';
import { invalid, parseXml } from './junit-schema.ts';

const around = { paint: plainPaint, relative: (file: string) => file };
const text = junit.end(suite, around);

describe('the validator of the test', () => {
  it.each([
    ['<testsuite', 'closes nothing'],
    ['id="0" ', 'no id'],
    ['timestamp="2007-03-05T00:00:00"', 'no timestamp'],
    ['<properties>', 'closes nothing'],
    ['time="0"', 'no time'],
  ])('refuses a report without %s', (part, says) => {
    const broken = text.replace(part, '');
    expect(broken).not.toBe(text);
    const found = (() => {
      try {
        return invalid(parseXml(broken));
      } catch (thrown) {
        return [String(thrown)];
      }
    })();
    expect(found.join()).toContain(says);
    expect(found).not.toEqual([]);
  });
});

describe('junit', () => {
  it('obeys the schema, with a suite for each scenario', () => {
    const root = parseXml(text);
    expect(invalid(root)).toEqual([]);
    const [first, wrong, broken] = root.children.map(({ attributes }) => attributes);
    expect(first).toMatchObject({ name: 'suite/sla.yaml', package: 'suite', tests: '4' });
    expect(first).toMatchObject({ failures: '2', errors: '0', timestamp: '2007-03-05T00:00:00' });
    expect(wrong).toMatchObject({ tests: '1', failures: '0', errors: '1' });
    expect(broken).toMatchObject({ tests: '1', errors: '1' });
  });

  it('says what was measured, against what, and how to see it again; a warning is no failure', () => {
    const [, passed, missed, undecided, warned] = parseXml(text).children[0].children;
    expect(passed.children).toEqual([]);
    expect(missed.attributes.name).toBe('Back, in: 4 h & 100 % <sure> (weekly)');
    expect(missed.children[0].attributes).toEqual({
      message:
        'p95 of recovery.data 6 h [5 h, 8 h], at most 4 h: miss, the whole interval is beyond the limit',
      type: 'miss',
    });
    expect(missed.children[0].text).toContain('suite/sla.yaml:8:5\n');
    expect(missed.children[0].text).toContain("\n$ dialtone compare 'suite/a b.yaml' --strategy");
    expect(undecided.children[0].attributes.type).toBe('undecided');
    expect(warned.children).toEqual([]);
    expect(parseXml(text).children[0].children[5].text).toContain('Perhaps (a - b): mean of');
  });

  it('has no colours and nothing that XML cannot write, whatever names say', () => {
    expect(text).not.toContain('\u001b');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        const cases = [caseResult({ name, outcome: 'miss', fails: true, because: name })];
        const xml = junit.end({ ...suite, scenarios: [{ ...done, name, cases }] }, around);
        expect(invalid(parseXml(xml))).toEqual([]);
        const [, found] = parseXml(xml).children[0].children;
        if (/^[\w ]*$/.test(name)) expect(found.attributes.name).toBe(`${name} (daily)`);
      }),
    );
  });
});
