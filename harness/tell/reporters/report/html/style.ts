/** The page's only style sheet: nothing is loaded from anywhere. Text keeps a contrast of at least 4.5 on its ground. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fbfbfa;--card:#fff;--text:#1c1f23;--quiet:#5a626c;--line:#dfe2e6;--code:#f1f3f5;
--breaking:#b3261e;--auth:#7a35b8;--routing:#8a5300;--behaviour:#00627a;--telemetry:#5a626c;--cosmetic:#5a626c;--ok:#1a6b35;--link:#0b57b0;
--pass-bg:#dcf2e2;--pass:#14532a;--refused-bg:#fbdcd9;--refused:#8c1d16;--lost-bg:#fdecc2;--lost:#6a4200;--none-bg:#eceef0;--none:#58606a;
--gone:#fdeceb;--new:#e9f7ed;--changed:#fff6dc}
@media screen and (prefers-color-scheme:dark){:root{--bg:#14171a;--card:#1b1f24;--text:#e4e7ea;--quiet:#9aa4af;--line:#333a42;--code:#262c33;
--breaking:#ff8a80;--auth:#cfa3f7;--routing:#f0b45a;--behaviour:#6fcbe0;--telemetry:#9aa4af;--cosmetic:#9aa4af;--ok:#7fd49a;--link:#8ab8f5;
--pass-bg:#173d26;--pass:#a6e6bc;--refused-bg:#4c1c19;--refused:#ffb4ab;--lost-bg:#453308;--lost:#f3cf7c;--none-bg:#262c33;--none:#a3acb6;
--gone:#3a1d1c;--new:#16321f;--changed:#3a3013}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2rem}
h1{font-size:1rem;font-weight:600;color:var(--quiet);margin:0 0 .35rem;letter-spacing:.02em}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem}
h3{font-size:.95rem;margin:1.4rem 0 .5rem}
p{margin:.3rem 0}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
code,.wire td,.wire th[scope=row],.id,.step{font-family:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.88em}
code{background:var(--code);padding:.08em .32em;border-radius:4px;overflow-wrap:anywhere}
.role{color:var(--auth);font-weight:600}
.quiet{color:var(--quiet)}.good{color:var(--ok)}.bad{color:var(--breaking)}
.verdict{font-size:1.5rem;line-height:1.3;font-weight:600;margin:0 0 .8rem;text-wrap:balance}
.verdict b{display:inline-block;font-size:.95rem;vertical-align:.22em;margin-right:.6rem;padding:.12rem .6rem;border-radius:1rem;border:1.5px solid currentcolor;white-space:nowrap}
.verdict .exit-0{color:var(--ok)}.verdict .exit-1{color:var(--breaking)}.verdict .exit-3,.verdict .exit-4{color:var(--lost)}
.facts{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;padding:0;margin:0;list-style:none;color:var(--quiet)}
.tag{display:inline-block;font-size:.75rem;line-height:1.5;font-weight:600;padding:0 .5em;border-radius:1em;border:1px solid currentcolor;color:var(--quiet);white-space:nowrap}
.tag.breaking{color:var(--breaking)}.tag.auth{color:var(--auth)}.tag.routing{color:var(--routing)}.tag.behaviour{color:var(--behaviour)}.tag.ok{color:var(--ok)}
.finding{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--telemetry);border-radius:8px;margin:0 0 .75rem;padding:0 1.1rem}
.finding.breaking{border-left-color:var(--breaking)}.finding.auth{border-left-color:var(--auth)}.finding.routing{border-left-color:var(--routing)}.finding.behaviour{border-left-color:var(--behaviour)}
.finding[open]{padding-bottom:1rem}
summary{cursor:pointer}
.finding>summary{list-style:none;padding:.8rem 0;margin:0 -.4rem;padding-inline:.4rem}
.finding>summary::-webkit-details-marker{display:none}
.head{display:flex;flex-wrap:wrap;align-items:center;gap:.2rem .6rem;margin-bottom:.2rem}
.head::before{content:"▸";color:var(--quiet);width:.7em}.finding[open]>summary .head::before{content:"▾"}
.title{display:block;padding-left:1.3rem}.id{margin-left:auto;color:var(--quiet)}
dl{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:.7rem 1rem;margin:.4rem 0 0;padding-left:1.3rem}
dt{color:var(--quiet)}dd{margin:0}dd p{margin:0}
ul.plain{list-style:none;margin:0;padding:0}ul.plain li+li{margin-top:.45rem}
ul.inline{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.2rem}
.finding h3{padding-left:1.3rem}.drift{margin:.25rem 0 .25rem 1.3rem}.drift summary{padding:.15rem 0}
.rest summary{color:var(--link);width:fit-content}
.changes{margin:.4rem 0 .6rem;padding-left:1.2rem;list-style:none}.changes li{margin:.2rem 0}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse}
.answers{width:100%}.answers th,.answers td{text-align:left;vertical-align:top;padding:.35rem 1rem .35rem 0;border-bottom:1px solid var(--line)}
.answers th{font-weight:400;color:var(--quiet);padding-top:0}.answers td:nth-last-child(-n+3):not(:last-child){white-space:nowrap}.answers td:last-child{min-width:16rem}.answers td:nth-last-child(2){font-weight:600}.answers .names{min-width:15rem}
.wire{width:100%;table-layout:fixed;margin:.3rem 0 .6rem;min-width:40rem;border:1px solid var(--line)}
.wire th,.wire td{text-align:left;vertical-align:top;padding:.28rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere;font-weight:400}
.wire th:first-child{width:clamp(15rem,28%,20rem)}.wire thead th{font-weight:600;background:var(--code)}
.wire .same td,.wire .same th{color:var(--quiet)}.wire .same .role{color:inherit}
.wire .gone td,.wire .gone th{background:var(--gone)}.wire .new td,.wire .new th{background:var(--new)}.wire .changed td,.wire .changed th{background:var(--changed)}
.wire .none{font-style:italic;color:var(--quiet)}
.band{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:0 0 .6rem;padding:.4rem .8rem}
.band h3{margin:.1rem 0 .3rem}.buttons{margin:.4rem 0 .2rem;font-size:.85rem;display:flex;flex-wrap:wrap;gap:.35rem}button[aria-expanded]::before{content:"▸ "}button[aria-expanded=true]::before{content:"▾ "}
.finding,.drift,section{scroll-margin-top:6.5rem}
.band .scroll.on:not(:focus-visible){mask-image:linear-gradient(to left,transparent,#000 1.6rem)}
.map{font-size:.72rem;font-variant-numeric:tabular-nums;border-spacing:0}
.map th,.map td{padding:0 .15rem;text-align:center;border:1px solid var(--card);font-weight:400;height:1.45rem;min-width:1.9rem;white-space:nowrap}
.map tbody th,.map thead tr>:first-child{position:sticky;left:0;background:var(--card);text-align:right;padding-right:.6rem;z-index:1;max-width:28rem;overflow:hidden;text-overflow:ellipsis}
.map thead th{vertical-align:bottom;color:var(--quiet)}.map thead span{writing-mode:vertical-rl;transform:rotate(180deg)}
.map.few thead span{writing-mode:horizontal-tb;transform:none;padding:0 .3rem}.map .strip td{height:1.7rem}.map .strip th{color:var(--quiet)}
.map.many td{min-width:.55rem;padding:0}.map.many td.mark{padding:0 .15rem}.map.many .mark a{font-size:.6rem}
.mark a{display:block;color:inherit;text-decoration:none;font-weight:700;line-height:1.4rem;border-radius:3px}
.mark.breaking{background:var(--breaking);color:var(--card)}.mark.auth{background:var(--auth);color:var(--card)}.mark.routing{background:var(--routing);color:var(--card)}.mark.behaviour{background:var(--behaviour);color:var(--card)}.mark.telemetry,.mark.cosmetic{background:var(--code);color:var(--text)}
.mark.accepted{background:none;color:var(--quiet);box-shadow:inset 0 0 0 1.5px var(--quiet)}
.map .off a{visibility:hidden}.map .off{background:none;box-shadow:none}
.mixed{background:var(--lost-bg);color:var(--lost)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
nav{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:1rem 0 0}
.filter{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .9rem;position:sticky;top:0;z-index:3;background:var(--bg);border-bottom:1px solid var(--line);padding:.6rem 0;margin-top:.6rem}
.filter[hidden]{display:none}.filter .wide{flex:1 1 14rem;display:flex;gap:.4rem;align-items:center}.filter .wide input{flex:1;min-width:6rem}
.filter label{color:var(--quiet)}
select,input,button{font:inherit;color:var(--text);background:var(--card);border:1px solid var(--quiet);border-radius:5px;padding:.15rem .45rem;max-width:100%}
button{cursor:pointer}
.over{font-size:.72rem;padding:0 .35rem;margin-left:.5rem;border-color:var(--line);color:var(--quiet)}
.timeline{border:1px solid var(--line);border-radius:6px;padding:.2rem .8rem .5rem;margin:.2rem 0 .8rem}.timeline h4{margin:.3rem 0;font-size:.9rem;font-weight:600}.timeline ol{margin:0;padding-left:1.4rem}.timeline li{overflow-wrap:anywhere}
.finding{content-visibility:auto;contain-intrinsic-size:auto 5rem}.finding[open]{content-visibility:visible}
.about{margin-top:.6rem;color:var(--quiet)}
.inferred{font-style:italic}
.pass{background:var(--pass-bg);color:var(--pass)}.refused{background:var(--refused-bg);color:var(--refused)}.lost{background:var(--lost-bg);color:var(--lost)}.none{background:var(--none-bg);color:var(--none)}
.wire .none{background:none}
.legend{list-style:none;padding:0;margin:.2rem 0 1rem;display:flex;flex-wrap:wrap;gap:.35rem 1.3rem;color:var(--quiet);font-size:.85rem}
.key{display:inline-block;min-width:2.4rem;text-align:center;font-size:.78rem;padding:.1rem .3rem;margin-right:.3rem}
.tried{width:100%;table-layout:fixed}.tried th,.tried td{text-align:left;vertical-align:top;padding:.35rem 1rem .35rem 0;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}.tried thead th{color:var(--quiet);padding-top:0}
.gaps li{margin:.25rem 0}
footer{color:var(--quiet);font-size:.85rem;padding-block:2.5rem}
@media (min-width:72rem){.band{width:fit-content;min-width:100%;max-width:calc(50vw + 32rem)}}
@media (max-width:40rem){.tried thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.tried,.tried tbody,.tried tr,.tried tbody th,.tried td{display:block}.tried tbody th{border:0;padding:.35rem 0 0}.tried td{padding:.1rem 0 .35rem}
header,main,footer{padding-inline:1rem}.filter{position:static}.verdict{font-size:1.2rem}.map tbody th,.map thead tr>:first-child{max-width:9.5rem}.map tbody th{white-space:normal;overflow-wrap:anywhere;line-height:1.25;min-width:6rem}.map.few thead span{writing-mode:vertical-rl;transform:rotate(180deg);padding:.3rem 0}
.answers thead,.wire thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.answers,.answers tbody,.answers tr,.answers td,.wire,.wire tbody,.wire tr,.wire td,.wire tbody th{display:block;min-width:0!important;width:auto!important}.answers td{padding:.1rem 0;border:0;white-space:normal!important}.answers tr{border-bottom:1px solid var(--line);padding:.3rem 0}.answers .names{font-weight:600}.wire td::before{content:attr(data-side) ": ";color:var(--quiet)}.wire td{border:0;padding:.1rem .6rem}.wire tbody th{border:0;padding:.35rem .6rem 0;font-weight:600}
dl{grid-template-columns:minmax(0,1fr);gap:.1rem;padding-left:0}dd{margin-bottom:.6rem}.title,.finding h3{padding-left:0}.drift{margin-left:0}}
@page{margin:12mm}
ul.paper{display:none}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff}body{font-size:10pt}header,main,footer{max-width:none;padding-inline:0}.finding{break-inside:auto;border-color:#999}.finding>summary,.drift summary{break-after:avoid;break-inside:avoid}.drift:not([open]),.finding:not(:has(.drift[open])) h3{display:none}.band:has(.paper) .scroll{display:none}ul.paper{display:flex}tr{break-inside:avoid}.scroll{overflow:visible;mask-image:none!important}.wire,.answers td:last-child{min-width:0}.answers .names{min-width:9rem}.answers td,.answers th{white-space:normal!important}
.filter,.over,nav,button{display:none!important}.finding{content-visibility:visible}.map{font-size:6.3pt}.map th,.map td{padding:0;min-width:0!important;height:auto}.map tbody th,.map thead tr>:first-child{position:static;padding-right:.3rem}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`
