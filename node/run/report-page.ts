/**
 * The frame of every report page: one style, tiles, tables. A page needs no network and no script: it can be mailed, archived and
 * opened in ten years. Invariant: a text that came from somebody else passes `escapeHtml`.
 */

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => entities[c] as string)

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`
export const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`

const style = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#5b6875;--line:#d8dee4;--paper:#fff;--wash:#f4f6f8;--mark:#0b6bcb;--good:#1a7f4b;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa7b4;--line:#303a45;--paper:#11171d;--wash:#19212a;--mark:#6cb2ff;--good:#5fd394;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:2.25rem 0 .5rem}
p{margin:.25rem 0}.soft{color:var(--soft)}code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:1.25rem 0}
.tile{background:var(--wash);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem}.tile b{display:block;font-size:1.35rem}
.good{color:var(--good)}.bad{color:var(--bad)}.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:right;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--soft)}th:first-child,td:first-child,.text td,.text th{text-align:left}svg{width:100%;height:auto;display:block}
pre{background:var(--wash);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;white-space:pre-wrap;font:13px/1.45 ui-monospace,monospace}
`

export const tile = (label: string, value: string, mark = '') =>
  `<div class="tile"><span class="soft">${label}</span><b class="${mark}">${value}</b></div>`

/** Cells are HTML: escape what is not yours. Numbers stand to the right, after a first column of names; `text` stands to the left. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  kind: 'numbers' | 'text' = 'numbers',
): string {
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  return `<div class="scroll"><table${kind === 'text' ? ' class="text"' : ''}><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table></div>`
}

/** The whole page around `body`, which is HTML. */
export const renderPage = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)} · Murmuration</title><style>${style}</style></head><body><main>
<h1>${escapeHtml(title)}</h1>
${body}
</main></body></html>
`
