import { COLOURS } from '../../../development/page/style.ts';

const MORE_COLOURS = ':root{--good:#17682f;--warn:#7a4b00}@media(prefers-color-scheme:dark){:root{--good:#8fd6a3;--warn:#efc07a}}';

const LAYOUT = `
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
main{max-width:92rem;margin:0 auto;padding:clamp(1rem,3vw,2.5rem);display:grid;grid-template-columns:minmax(0,1fr);gap:2rem}
section{min-width:0}
h1,h2,h3,p,dl,ul,pre,table,figure{margin:0}
h1{font-size:clamp(1.375rem,1rem + 1.6vw,2rem);line-height:1.25}
h2{font-size:1.25rem;line-height:1.3;margin-bottom:.75rem}
h3{font-size:1.125rem;line-height:1.4}
a{color:var(--link);text-underline-offset:.15em}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.8125rem;tab-size:4}
pre{padding:.75rem .875rem;background:var(--sunk);border:1px solid var(--line);border-radius:.375rem;white-space:pre-wrap;max-height:32rem;overflow:auto;line-height:1.6}
.lead,.more,.why,.facts,.empty,footer{color:var(--soft);font-size:.9375rem}
.more{margin-top:.5rem}
.dot{color:var(--edge)}
.sr{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99em;top:.5rem;padding:.5rem .875rem;background:var(--card);border:2px solid var(--link);border-radius:.375rem;z-index:1}
.skip:focus{left:.5rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
pre:focus-visible,summary:focus-visible,iframe:focus-visible,.scroll:focus-visible{outline-offset:-3px}
[hidden]{display:none!important}
footer{max-width:92rem;margin:0 auto;padding:0 clamp(1rem,3vw,2.5rem) 2rem}
.head .lead{margin-top:.375rem}
.result{display:inline-block;margin-top:1rem;padding:.375rem .875rem;border:1px solid;border-radius:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
.result.error,.finding.error .badge,.bad,.bad a,.status{color:var(--wrong)}
.result.warning,.finding.warning .badge,.warn{color:var(--warn)}
.result.good,.good{color:var(--good)}`;

const FINDINGS = `
#filter{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:end;margin-bottom:.25rem}
#filter label{display:grid;grid-template-columns:minmax(0,1fr);max-width:100%;gap:.125rem;color:var(--soft);font-size:.875rem;font-weight:600;min-width:0}
select,button{max-width:100%;padding:.375rem .625rem;border:1px solid var(--edge);border-radius:.375rem;background:var(--card);color:var(--ink);font:400 .9375rem/1.4 system-ui,sans-serif}
button{font-weight:600;cursor:pointer}
button:hover{border-color:var(--link);color:var(--link)}
.group+.group{margin-top:2.25rem}
#shown{min-height:1.5em}
.file{margin:.5rem 0 .75rem;font-size:1rem;padding-bottom:.375rem;border-bottom:1px solid var(--line)}
.file code{font-size:.9375rem}
.finding{display:grid;grid-template-columns:minmax(0,1fr);background:var(--card);border:1px solid var(--line);border-left:4px solid var(--wrong);border-radius:.5rem;overflow:clip}
.finding.warning{border-left-color:var(--warn)}
.finding+.finding{margin-top:1.25rem}
.finding:target{outline:3px solid var(--link);outline-offset:3px}
.what,.answer{padding:1.125rem 1.25rem;min-width:0}
.what>*+*,.answer>*+*{margin-top:.75rem}
.answer{border-top:1px solid var(--line)}
@media(min-width:64rem){.finding{grid-template-columns:24rem minmax(0,1fr)}.answer{border-top:0;border-left:1px solid var(--line)}}
.marks{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;font-size:.875rem}
.badge{font-weight:700}
.number{margin-left:auto;padding:0 .25rem;color:var(--soft);font-size:.8125rem}
dl{display:grid;grid-template-columns:fit-content(14rem) minmax(0,1fr);gap:.125rem 1rem;align-items:baseline;font-size:.875rem}
dt{color:var(--soft)}
dd{margin:0}
.place{color:var(--link)}
.excerpt{max-height:14rem}
.todo{padding:.625rem .875rem;background:var(--tip);border-left:3px solid var(--tip-line);border-radius:.25rem}
.todo b{display:block;font-size:.8125rem;color:var(--soft)}
.why{font-size:.875rem}
.line code{font-size:.875rem}
.answer>.facts{margin-top:.125rem}
.status{font-variant-numeric:tabular-nums}
.frames{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:.875rem}
figcaption{margin-bottom:.25rem;color:var(--soft);font-size:.8125rem;font-weight:600}
iframe{display:block;width:100%;height:24rem;resize:vertical;border:1px solid var(--edge);border-radius:.375rem;background:Canvas}
.light iframe{color-scheme:light}
.dark iframe{color-scheme:dark}
.more-of{display:grid;gap:.25rem;padding-top:.25rem}
details>summary{cursor:pointer;padding:.25rem;color:var(--soft);font-size:.9375rem}
details>summary:hover{color:var(--link)}
details>:not(summary){margin-top:.5rem}
details ul{padding-left:1.25rem;font-size:.875rem}
.type{font-size:.875rem}`;

const TABLES = `
table{border-collapse:collapse;font-size:.875rem;background:var(--card);border:1px solid var(--line)}
th,td{padding:.375rem .75rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead th{color:var(--soft);white-space:nowrap;max-width:14rem;overflow:hidden;text-overflow:ellipsis}
.pairs{width:100%}
.pairs th{width:13rem;font-weight:400;color:var(--soft)}
.pairs td{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.8125rem}
.scroll{position:relative;overflow-x:auto;max-width:100%;margin-top:.75rem}
.summary td,.summary thead th+th{text-align:center;font-variant-numeric:tabular-nums}
.summary tbody th{font-weight:400;min-width:9rem}.merged th{color:var(--soft)}
.summary tbody tr:hover{background:var(--sunk)}
.bad{font-weight:700}
.bad a{display:inline-block;min-width:1.5rem}
.none{color:var(--soft)}
.pages{display:grid;gap:.5rem;margin-top:.75rem}.page{background:var(--card);border:1px solid var(--line);border-radius:.5rem}.page>summary{padding:.625rem .875rem;color:var(--ink)}.page>.answer{border-left:0;border-top:1px solid var(--line)}
.skipped{margin-top:.75rem;font-size:.9375rem}
.nothing{padding:clamp(2rem,8vw,5rem) 1.25rem;text-align:center;background:var(--card);border:1px solid var(--line);border-top:4px solid var(--good);border-radius:0 0 .5rem .5rem}
.nothing h2{font-size:1.5rem}
.nothing p{color:var(--soft)}
@media(max-width:36rem){.pairs tr,.pairs th,.pairs td{display:block;width:auto;border:0}.pairs tr{padding:.375rem .75rem;border-top:1px solid var(--line)}.pairs th,.pairs td{padding:0}dl{gap:.125rem .75rem}.skipped{display:block}.skipped dd{margin-bottom:.5rem}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media(forced-colors:active){.finding,.result,.todo,pre,table,iframe{border:1px solid}}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--card:#fff;--sunk:#fff;--line:#999;--wrong:#8a0f08;--warn:#5c3800;--tip:#fff}body{font-size:10pt}main{display:block;padding:0}section{margin-top:1.25rem}.skip,#filter,.number,.why{display:none!important}.finding{display:block;border:1px solid #999}.what{break-inside:avoid}.answer{border:0;border-top:1px solid #999}iframe{height:16rem}figure{break-inside:avoid}pre{max-height:none!important}tr{break-inside:avoid}}`;

/** The style of the report. */
export const REPORT_STYLE = `${COLOURS}${MORE_COLOURS}${LAYOUT}${FINDINGS}${TABLES}`.replaceAll('\n', '');
