/** The page's only style sheet: nothing is loaded from anywhere. Text keeps a contrast of at least 4.5 on its ground. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fbfbfa;--card:#fff;--text:#1c1f23;--quiet:#5a626c;--line:#dfe2e6;--code:#f1f3f5;
--breaking:#b3261e;--auth:#7a35b8;--routing:#8a5300;--behaviour:#00627a;--telemetry:#5a626c;--cosmetic:#5a626c;--ok:#1a6b35;--link:#0b57b0;
--pass-bg:#dcf2e2;--pass:#14532a;--refused-bg:#fbdcd9;--refused:#8c1d16;--lost-bg:#fdecc2;--lost:#6a4200;--none-bg:#eceef0;--none:#58606a;
--gone:#fdeceb;--new:#e9f7ed;--changed:#fff6dc}
@media (prefers-color-scheme:dark){:root{--bg:#14171a;--card:#1b1f24;--text:#e4e7ea;--quiet:#9aa4af;--line:#333a42;--code:#262c33;
--breaking:#ff8a80;--auth:#cfa3f7;--routing:#f0b45a;--behaviour:#6fcbe0;--telemetry:#9aa4af;--cosmetic:#9aa4af;--ok:#7fd49a;--link:#8ab8f5;
--pass-bg:#173d26;--pass:#a6e6bc;--refused-bg:#4c1c19;--refused:#ffb4ab;--lost-bg:#453308;--lost:#f3cf7c;--none-bg:#262c33;--none:#a3acb6;
--gone:#3a1d1c;--new:#16321f;--changed:#3a3013}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
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
.verdict .exit-0{color:var(--ok)}.verdict .exit-1{color:var(--breaking)}.verdict .exit-3{color:var(--lost)}
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
.changes{margin:.4rem 0 .6rem;padding-left:1.2rem;list-style:none}.changes li{margin:.2rem 0}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse}
.answers{width:100%}.answers th,.answers td{text-align:left;vertical-align:top;padding:.35rem 1rem .35rem 0;border-bottom:1px solid var(--line)}
.answers th{font-weight:400;color:var(--quiet);padding-top:0}.answers td:nth-last-child(-n+3):not(:last-child){white-space:nowrap}.answers td:last-child{min-width:16rem}.answers td:nth-last-child(2){font-weight:600}.answers .names{min-width:15rem}
.wire{width:100%;table-layout:fixed;margin:.3rem 0 .6rem;min-width:40rem;border:1px solid var(--line)}
.wire th,.wire td{text-align:left;vertical-align:top;padding:.28rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere;font-weight:400}
.wire th:first-child{width:15rem}.wire thead th{font-weight:600;background:var(--code)}
.wire .same td,.wire .same th{color:var(--quiet)}.wire .same .role{color:inherit}
.wire .gone td,.wire .gone th{background:var(--gone)}.wire .new td,.wire .new th{background:var(--new)}.wire .changed td,.wire .changed th{background:var(--changed)}
.wire .none{font-style:italic;color:var(--quiet)}
.matrix{font-size:.78rem;font-variant-numeric:tabular-nums}
.matrix th,.matrix td{padding:.14rem .3rem;text-align:center;border:1px solid var(--bg);font-weight:400;height:1.6rem}
.matrix tbody th,.matrix thead tr:first-child td{position:sticky;left:0;background:var(--bg);text-align:right;white-space:nowrap;padding-right:.7rem;z-index:1}
.matrix tbody td{min-width:2.5rem}
.matrix .version{vertical-align:bottom;color:var(--quiet)}.matrix .version span{writing-mode:vertical-rl;transform:rotate(180deg)}
.matrix thead .edge{padding-left:.6rem}.matrix thead tr:first-child th{text-align:left;font-weight:600;white-space:nowrap}
.matrix .edge{border-left:10px solid var(--bg)}
.inferred{font-style:italic}
.pass{background:var(--pass-bg);color:var(--pass)}.refused{background:var(--refused-bg);color:var(--refused)}.lost{background:var(--lost-bg);color:var(--lost)}.none{background:var(--none-bg);color:var(--none)}
.wire .none{background:none}
.mark{box-shadow:inset 0 -3px 0 var(--auth)}.mark.breaking{box-shadow:inset 0 -3px 0 var(--breaking)}.mark.routing{box-shadow:inset 0 -3px 0 var(--routing)}
.matrix td a{color:inherit;text-decoration:none;font-weight:700;display:block}
.legend{list-style:none;padding:0;margin:.2rem 0 1rem;display:flex;flex-wrap:wrap;gap:.35rem 1.3rem;color:var(--quiet);font-size:.85rem}
.key{display:inline-block;min-width:2.4rem;text-align:center;font-size:.78rem;padding:.1rem .3rem;margin-right:.3rem}
.gaps li{margin:.25rem 0}
footer{color:var(--quiet);font-size:.85rem;padding-block:2.5rem}
@media (max-width:40rem){header,main,footer{padding-inline:1rem}.answers{min-width:38rem}dl{grid-template-columns:minmax(0,1fr);gap:.1rem;padding-left:0}dd{margin-bottom:.6rem}.title,.finding h3{padding-left:0}.drift{margin-left:0}}
@media print{:root{--bg:#fff;--card:#fff}body{font-size:10pt}header,main,footer{max-width:none;padding-inline:0}.finding{break-inside:auto;border-color:#999}.finding>summary,.drift summary{break-after:avoid}tr{break-inside:avoid}.scroll{overflow:visible}.wire,.answers .names,.answers td:last-child{min-width:0}.answers td,.answers th{white-space:normal!important}
.matrix{font-size:6.3pt}.matrix th,.matrix td,.matrix tbody td{padding:.1rem;min-width:0;height:auto}.matrix tbody th,.matrix thead tr:first-child td{position:static;padding-right:.3rem}.matrix .edge{border-left-width:4px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`

/**
 * Opens what a link points to, and every finding while the page is printed (the evidence below stays as the reader left
 * it: all of it would be hundreds of sheets). Without scripts the page lacks these two and nothing else.
 */
export const SCRIPT = `
const reveal=hash=>{const at=hash&&document.getElementById(decodeURIComponent(hash.slice(1)));if(at&&at.tagName==='DETAILS')at.open=true}
addEventListener('click',({target})=>reveal(target.closest('a[href^="#"]')?.hash))
addEventListener('hashchange',()=>reveal(location.hash));reveal(location.hash)
let folded=[]
addEventListener('beforeprint',()=>{folded=[...document.querySelectorAll('details.finding:not([open])')];for(const one of folded)one.open=true})
addEventListener('afterprint',()=>{for(const one of folded)one.open=false})
`
