/** Colours as on the page of `compare`: blue for good, orange for bad, which everybody can tell apart. */
export const style = `
:root { color-scheme: light dark; --bg: #fff; --panel: #f4f6f8; --fg: #1a1d21; --quiet: #545b65;
  --line: #d4d9df; --good: #0b5cad; --bad: #ae4500; --open: #806400; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #14171b; --panel: #1d2127; --fg: #e8eaed; --quiet: #aab2bc; --line: #343b44;
    --good: #86bdf7; --bad: #ff9e62; --open: #e4c24c; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 78rem; background: var(--bg); color: var(--fg);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.quiet, .where { color: var(--quiet); }
.pass { color: var(--good); } .miss { color: var(--bad); } .undecided { color: var(--open); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0;
  border-top: 1px solid var(--line); }
th { font-weight: 600; border-top: 0; color: var(--quiet); white-space: nowrap; }
td.mark { font-weight: 700; width: 1.6rem; }
td.name { min-width: 15rem; }
td.figure { font-variant-numeric: tabular-nums; min-width: 12rem; }
.where, .because { font-size: .87rem; }
code, pre { font: .84rem/1.5 ui-monospace, monospace; }
pre { margin: .4rem 0 0; padding: .5rem .7rem; background: var(--panel); border-radius: 4px;
  white-space: pre-wrap; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; } h3 .where { font-weight: 400; }
svg { display: block; margin-top: .2rem; }
svg .axis { stroke: var(--line); } svg .limit { stroke: var(--fg); stroke-width: 2; }
svg .band { stroke: currentColor; stroke-width: 3; } svg circle { fill: currentColor; }
svg.mark { width: 1rem; height: 1rem; fill: none; stroke: currentColor; stroke-width: 2.4; }
@media (max-width: 45rem) {
  thead { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
  tr { display: grid; grid-template-columns: 1.6rem 1fr; border-top: 1px solid var(--line); padding: .4rem 0; }
  td { border: 0; padding: .1rem 0; grid-column: 2; } td.mark { grid-column: 1; grid-row: 1; }
}
`;
