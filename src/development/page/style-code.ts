/** The style of frames, source excerpts and other blocks of text. */
export const CODE_STYLE = `
pre{padding:.75rem .875rem;background:var(--sunk);border:1px solid var(--line);border-radius:.375rem;white-space:pre-wrap;max-height:32rem;overflow:auto;line-height:1.6}
pre.said{max-width:64rem;background:var(--card);font-size:.9375rem}
.frames,.frames ol{list-style:none;padding:0}
.frames>li+li{margin-top:.625rem}
.frame{background:var(--card);border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
.place{display:flex;flex-wrap:wrap;gap:.125rem .75rem;align-items:center}
.frame>.place{padding:.5rem .875rem}
.fn{font-weight:600;font-size:.875rem}
.file{color:var(--soft);font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.8125rem;margin-right:auto}
.frame .file{color:var(--ink)}
.pos{color:var(--wrong)}
.fold .pos{color:inherit}
.fold{padding:0 .875rem}
.fold li{padding:.25rem 0 .25rem 1rem;border-left:2px solid var(--line)}
.fold .fn{font-weight:400;font-size:.8125rem}
.fold .open{padding:0 .375rem;font-weight:400}
.inner{margin-top:1.75rem;padding-top:1.25rem;border-top:1px solid var(--line)}
.body>section>h2+.inner{margin-top:0;padding-top:0;border:0}
.inner>h2,.inner>h3,.inner>h4,.inner>h5,.inner>h6{margin:0 0 .25rem;font-size:1.0625rem}
.inner>p.said{font-size:1.125rem;font-weight:600;line-height:1.4}
.inner>.members,.inner>.frames{margin-top:.875rem}
pre.code{padding:.5rem 0;border-width:1px 0 0;border-radius:0;white-space:pre;max-height:none}
pre.code code{display:block;min-width:max-content}
.l{display:block;padding-right:1.5rem;border-left:4px solid transparent;color:inherit;background:none}
.l i{display:inline-block;width:2.75rem;margin-right:1rem;text-align:right;font-style:normal;color:var(--m);user-select:none;-webkit-user-select:none}
mark.l{background:var(--wash);border-left-color:var(--wrong)}
mark.l i{color:var(--wrong);font-weight:700}
.l u{text-decoration:underline wavy var(--wrong);text-underline-offset:.25em}
.k{color:var(--k)}.s{color:var(--s)}.c{color:var(--c)}.p{color:var(--p)}.e{color:var(--e)}.m{color:var(--m);font-style:italic}`;
