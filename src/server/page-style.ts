/** How the two pages look: one column, the machine's own fonts, light and dark; logical properties, so that right-to-left text mirrors the layout. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --ground: #fff; --panel: #f6f8fa; --accent: #0b5cad; --mark: #fff3bf; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #9da7b1; --line: #3a424b; --ground: #15181c; --panel: #1d2126; --accent: #7cb7f0; --mark: #5a4a00; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 46rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--ground); overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
a { color: var(--accent); }
p { margin: .4rem 0; }
code, pre { font: .875em/1.45 ui-monospace, monospace; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .7rem .9rem; overflow-x: auto; direction: ltr; text-align: start; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
label { display: block; font-weight: 600; margin: .8rem 0 .2rem; }
textarea, input, select, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: .4rem; padding: .5rem .6rem; max-width: 100%; }
textarea { width: 100%; min-height: 5rem; resize: vertical; }
button { background: var(--accent); color: var(--ground); border-color: var(--accent); font-weight: 600; padding-inline: 1.2rem; cursor: pointer; }
button[disabled] { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: end; }
.asked { margin-block-end: 2.2rem; }
.soft { color: var(--soft); font-size: .92rem; }
.statement { margin: 1.2rem 0; padding-inline-start: .9rem; border-inline-start: .25rem solid var(--accent); }
.statement > p { font-size: 1.08rem; margin: 0 0 .3rem; }
.beside { margin: .5rem 0; padding-inline-start: .9rem; border-inline-start: .25rem solid var(--line); }
.kind { font-size: .85em; }
blockquote { margin: .5rem 0; padding: .5rem .8rem; background: var(--panel); border-radius: .4rem; white-space: pre-line; }
details { margin: .3rem 0; }
summary { cursor: pointer; color: var(--accent); }
.provision { white-space: pre-line; max-height: 24rem; overflow-y: auto; border: 1px solid var(--line); border-radius: .4rem; padding: .7rem .9rem; }
mark { background: var(--mark); color: inherit; }
.method { font-weight: 700; text-transform: uppercase; }
.nest { padding-inline-start: 1rem; }
`;
