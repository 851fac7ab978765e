import { CODE_STYLE } from './style-code.ts';

/** The colours. Text and background have a contrast of at least 4.5:1, and the colours of code too, also on the marked line. */
export const COLOURS = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#566472;--paper:#f4f6f8;--card:#fff;--sunk:#f8f9fb;--line:#d9e0e7;--edge:#818e9b;--link:#0a5d93;--wrong:#b0261c;--wash:#fdeceb;--tip:#f0f6fb;--tip-line:#4b8fbe;
--k:#8a2aa8;--s:#17682f;--c:#8a5300;--p:#0b5c94;--m:#5f6b76;--e:#a32a4f}
@media(prefers-color-scheme:dark){:root{--ink:#e4eaf0;--soft:#a4b1bd;--paper:#10161c;--card:#172029;--sunk:#131b23;--line:#2c3843;--edge:#738392;--link:#74c0f5;--wrong:#ff9c93;--wash:#40211f;--tip:#15283a;--tip-line:#4b8fbe;
--k:#d9a5f2;--s:#93d6a4;--c:#ecc07c;--p:#8cc8f8;--m:#a3b0bc;--e:#f6a3bb}}`;

const LAYOUT = `
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:1.75rem;max-width:84rem;margin:0 auto;padding:clamp(1rem,3vw,2.5rem)}
.body{display:grid;grid-template-columns:minmax(0,1fr);gap:1.75rem;min-width:0}
@media(min-width:68rem){main{grid-template-columns:minmax(0,1fr) 18.5rem;column-gap:2.5rem}.head{grid-column:1/-1}.side{grid-column:2;grid-row:2;position:sticky;top:1.5rem;align-self:start}.body{grid-column:1;grid-row:2}}
section{min-width:0}
h1,h2,h3,h4,h5,h6,p,dl,ol,ul,pre,table{margin:0}
h2{font-size:1.1875rem;line-height:1.3;margin-bottom:.75rem}
h3,h4,h5,h6{font-size:1rem;margin:1.25rem 0 .5rem}
a{color:var(--link);text-underline-offset:.15em}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.8125rem;tab-size:4}
.lead,.more,.note,footer{color:var(--soft);font-size:.9375rem}
.lead{margin-bottom:.75rem;max-width:46rem}
.more{margin-top:.5rem}
.label{color:var(--soft);font-weight:600;font-size:.9375rem}
.sr{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99em;top:.5rem;padding:.5rem .875rem;background:var(--card);border:2px solid var(--link);border-radius:.375rem;z-index:1}
.skip:focus{left:.5rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
pre:focus-visible,summary:focus-visible,iframe:focus-visible{outline-offset:-3px}
[hidden]{display:none!important}
button,.open{display:inline-block;margin:0;padding:.1875rem .625rem;border:1px solid var(--edge);border-radius:.375rem;background:var(--card);color:var(--ink);font:600 .8125rem/1.45 system-ui,sans-serif;text-decoration:none;cursor:pointer;white-space:nowrap}
button:hover,.open:hover{border-color:var(--link);color:var(--link)}`;

const HEAD = `
.line{display:flex;flex-wrap:wrap;gap:.25rem .875rem;align-items:baseline;margin-bottom:1rem}
.status{padding:.125rem .625rem;border-radius:1rem;border:1px solid var(--wrong);color:var(--wrong);font-weight:600;font-size:.9375rem}
.line code{font-size:.9375rem;color:var(--soft)}
.again{font-size:.9375rem}
h1{font-size:1.125rem;line-height:1.3}
.class{color:var(--wrong)}
h1 .said{display:block;margin-top:.375rem;font-size:clamp(1.375rem,1rem + 1.6vw,2rem);line-height:1.3;white-space:pre-wrap}
.head>.said,.head>.detail{margin-top:.625rem;max-width:64rem}
.head>p.said,.inner>p.said,.detail{white-space:pre-wrap}
.head>.note{margin-top:1rem}
.note p{margin:0}
.first{margin-bottom:1rem;padding:.75rem 1rem;background:var(--wash);border-left:4px solid var(--wrong);border-radius:.25rem;max-width:64rem}
.tag{padding:.0625rem .4375rem;border:1px solid var(--line);border-radius:.25rem;color:var(--soft);background:var(--card);font-size:.75rem;font-weight:400;font-family:ui-monospace,monospace;white-space:nowrap}
.tag{overflow-wrap:anywhere;white-space:normal}
.members{margin-top:.875rem}
.whole{margin-top:.75rem}
details+p{margin-top:.75rem}`;

const SIDE = `
.side{padding:1.125rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
.side h2{font-size:.9375rem;margin-bottom:.75rem}
.reference{display:flex;flex-wrap:wrap;gap:.25rem .625rem;align-items:center}
.reference .label{flex-basis:100%;font-weight:400;font-size:.875rem}
.reference code{font-size:1.125rem;font-weight:600;letter-spacing:.02em}
.buttons{display:flex;flex-wrap:wrap;gap:.5rem}
.buttons:has(button:not([hidden])){margin-top:.875rem}
.buttons button{flex:1 1 auto;padding:.4375rem .75rem;font-size:.875rem}
.buttons button:first-child{background:var(--link);border-color:var(--link);color:var(--card)}
.side dl{margin-top:.875rem;font-size:.875rem}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.25rem 1rem;align-items:baseline}
dt{color:var(--soft)}
dd{margin:0}
.side nav{margin-top:.875rem;padding-top:.75rem;border-top:1px solid var(--line);font-size:.875rem}
.side ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.125rem 1rem}
@media(min-width:68rem){.side ul{display:block}}
.side .note{margin-top:.875rem;font-size:.8125rem}
.hints{padding:1rem 1.25rem;background:var(--tip);border-left:4px solid var(--tip-line);border-radius:.25rem}
.hints ul{padding-left:1.25rem}
.hints>ul>li+li{margin-top:.625rem}
.hints ul ul{margin-top:.25rem}
.hints pre{margin-top:.5rem}
.hints .see{font-size:.875rem;color:var(--soft)}`;

const SECTIONS = `
table{width:100%;border-collapse:collapse;font-size:.875rem;background:var(--card);border:1px solid var(--line)}
th,td{padding:.375rem .75rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead th{color:var(--soft)}
.pairs th{width:13rem;font-weight:400;color:var(--soft)}
.pairs td{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.8125rem}
.masked{color:var(--soft);font-style:italic}
.facts{font-size:.9375rem}
details>summary{cursor:pointer;padding:.375rem .25rem;color:var(--soft);font-size:.9375rem}
details>summary:hover{color:var(--link)}
[role=tablist]{display:flex;flex-wrap:wrap;gap:.25rem;border-bottom:1px solid var(--line);margin-bottom:.875rem}
[role=tab]{border:0;border-bottom:3px solid transparent;border-radius:.25rem .25rem 0 0;background:none;padding:.5rem .75rem;font-size:.875rem}
[role=tab][aria-selected=true]{border-color:var(--link);color:var(--link)}
.panel+.panel{margin-top:1.5rem}
.type{margin-bottom:.5rem;font-size:.875rem;color:var(--soft)}
iframe{display:block;width:100%;height:27rem;resize:vertical;border:1px solid var(--edge);border-radius:.375rem;background:var(--card)}
.form{padding:1rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
.form h2+h2,.form p+h2{margin-top:1.25rem;font-size:1rem}
.form dl{margin:.75rem 0}
.form .back{display:inline-block;padding:.375rem .875rem;border-radius:.375rem;background:var(--link);color:var(--card);font-weight:600;text-decoration:none}
footer{max-width:84rem;margin:0 auto;padding:0 clamp(1rem,3vw,2.5rem) 2rem}
.issues thead th,[data-label=In],[data-label=Schema]{white-space:nowrap}
.issues tbody th,[data-label=Rule]{min-width:9rem}
@media(max-width:36rem){.issues thead{display:none}.issues tr,.issues th,.issues td,.pairs tr,.pairs th,.pairs td{display:block;width:auto;border:0}.issues tr,.pairs tr{padding:.4375rem .75rem;border-top:1px solid var(--line)}.issues th,.issues td,.pairs th,.pairs td{padding:0}.issues td:before{content:attr(data-label)": ";color:var(--soft)}}`;

const MEDIA = `
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media(forced-colors:active){.status,.tag,.side,.hints,.first,button,.open,pre,table,iframe{border:1px solid}[role=tab][aria-selected=true]{border-color:Highlight;color:Highlight}.l u{text-decoration-color:currentcolor}mark.l{background:Mark;color:MarkText;forced-color-adjust:none}mark.l i,mark.l *{color:MarkText}.l{border-left-color:Canvas}[role=tab][aria-selected=false]{border-color:Canvas}}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--card:#fff;--sunk:#fff;--line:#999;--wrong:#8a0f08;--wash:#eee;--tip:#fff}body{font-size:10pt}main{display:block;padding:0}.body{display:block}.body>section,.side{margin-top:1.25rem}.side{position:static}nav,.skip,.again,button,.open,[role=tablist],iframe{display:none!important}pre{white-space:pre-wrap!important;max-height:none!important}.panel[hidden],.panel h3[hidden]{display:block!important}.panel:has(iframe){display:none!important}.frame,tr{break-inside:avoid}pre.code code{min-width:0!important}}`;

/** The style of the page. */
export const STYLE = `${COLOURS}${LAYOUT}${HEAD}${SIDE}${CODE_STYLE}${SECTIONS}${MEDIA}`.replaceAll('\n', '');
