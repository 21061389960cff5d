/// The one style sheet, inside the page.
enum StyleSheet {
  /// Colours first: light, or dark where the reader's system is; print is always light.
  static let text = """
    :root{color-scheme:light dark;\(Palette.light.declarations)}
    @media screen and (prefers-color-scheme:dark){:root{\(Palette.dark.declarations)}}
    \(page)
    \(parts)
    \(tables)
    \(charts)
    \(media)
    """

  private static let page = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,\
    "Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}
    .skip{position:absolute;left:-99rem;top:0;padding:.6rem 1rem;background:var(--ink);color:var(--paper);z-index:1}
    .skip:focus{left:0}
    .frame{max-width:86rem;margin:0 auto;padding:1.25rem 1rem 4rem}
    h1,h2,h3{line-height:1.2;letter-spacing:-.01em;text-wrap:balance;margin:0}
    h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.4rem);font-weight:680}
    h2{font-size:1.35rem;font-weight:660;padding-top:1.1rem;border-top:1px solid var(--rule)}
    h3{font-size:1rem;font-weight:640;letter-spacing:0}.later{margin-top:1.75rem}
    p{margin:.5rem 0;max-width:70ch}
    ul{margin:.5rem 0;padding-left:1.2rem;max-width:70ch}
    li{margin:.2rem 0}
    a{color:var(--b);text-underline-offset:.2em}
    code{font:.9em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
    :focus-visible{outline:3px solid var(--b);outline-offset:2px}
    .kicker{margin:0 0 .35rem;color:var(--muted);font-size:.85rem;font-weight:600}
    .sub,.note{color:var(--muted)}
    .note{font-size:.9rem}
    .lead{font-size:1.1rem}
    nav{margin:1.5rem 0 0;font-size:.9rem}
    nav ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;list-style:none;margin:0;padding:0;max-width:none}
    nav li{margin:0}
    nav a{display:inline-block;padding:.3rem 0;text-decoration:none}
    nav a:hover{text-decoration:underline}
    section{margin-top:2.75rem}
    footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule);color:var(--muted);font-size:.85rem}
    """

  private static let parts = """
    .verdict{display:flex;gap:.9rem;align-items:flex-start;margin:1.4rem 0 1.1rem;padding:1rem 1.15rem;border-radius:.6rem;\
    border-left:.4rem solid currentColor;max-width:60rem}
    .verdict p{margin:.15rem 0 0;color:var(--ink)}
    .verdict strong{display:block;font-size:1.3rem;line-height:1.25}
    .verdict .icon{width:2rem;height:2rem;margin-top:.05rem}
    .is-good{color:var(--good);background:var(--good-ground)}
    .is-unsure{color:var(--unsure);background:var(--unsure-ground)}
    .is-bad{color:var(--bad);background:var(--bad-ground)}
    .icon{width:1.15em;height:1.15em;flex:none;vertical-align:-.2em;fill:none;stroke:currentColor;stroke-width:2.4;\
    stroke-linecap:round;stroke-linejoin:round}
    .mark{white-space:nowrap;font-weight:600}
    .mark.good{color:var(--good)}.mark.unsure{color:var(--unsure)}.mark.bad{color:var(--bad)}
    .says{list-style:none;padding:0;margin:1rem 0}
    .says li{display:grid;grid-template-columns:11rem 1fr;gap:.7rem;margin:.45rem 0}
    .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,10.5rem),1fr));gap:.75rem;margin:1.4rem 0}
    .tiles>div{background:var(--shade);border-radius:.6rem;padding:.8rem .95rem}
    dl{margin:0}dd{margin:0}
    .tiles dt{font-size:.85rem;color:var(--muted)}
    .tiles dd{font-size:1.5rem;font-weight:640;line-height:1.3}
    .tiles dd.range,.tiles dd.remark{font-size:.85rem;font-weight:400;line-height:1.4;color:var(--muted)}
    .facts{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.35rem 1.4rem;margin:1rem 0;max-width:70rem}
    .facts dt{color:var(--muted)}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1.5rem 2.5rem;margin-top:1rem}
    """

  private static let tables = """
    .scroll{overflow-x:auto;margin:.8rem 0;border-radius:.3rem;max-width:max-content}
    table{border-collapse:separate;border-spacing:0;border-bottom:1px solid var(--grid);font-size:.9rem;line-height:1.4;overflow-wrap:normal}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    th,td{padding:.42rem .85rem .42rem 0;text-align:left;vertical-align:baseline;border-top:1px solid var(--grid)}
    th:last-child,td:last-child{padding-right:.3rem}
    thead th{color:var(--muted);font-weight:600;font-size:.85rem;border-top:0;vertical-align:bottom}tbody tr:first-child>*{border-top-color:var(--rule)}
    thead th:first-child,tbody th{position:sticky;left:0;background:var(--paper)}
    tbody th{font-weight:500;min-width:9rem;max-width:24rem;overflow-wrap:anywhere}
    td.w{min-width:13rem;max-width:32rem}td.s{white-space:nowrap}
    .n{text-align:right;white-space:nowrap}
    tr.key>*{font-weight:660}
    summary{cursor:pointer;color:var(--muted);font-size:.9rem;padding:.35rem 0;width:fit-content}
    summary:hover{color:var(--ink)}
    """

  private static let charts = """
    .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:2.5rem;margin-top:1.4rem;\
    align-items:start}
    figure{margin:0;min-width:0}
    .charts figure{max-width:27rem}
    figure.rows{margin-top:1.4rem}
    figcaption p{margin:.2rem 0 .5rem;font-size:.9rem;color:var(--muted)}
    .chart{display:block;width:100%;height:auto;overflow:visible}
    .rows .chart{max-width:58rem}
    .rows .narrow{max-width:30rem}
    .wide{display:none}
    .legend{display:flex;flex-wrap:wrap;gap:.1rem 1.3rem;list-style:none;padding:0;margin:.3rem 0 .6rem;font-size:.9rem}
    .legend li{padding-left:2.45rem;text-indent:-2.45rem}
    .legend .icon{width:2rem;height:.8rem;vertical-align:-.05rem;margin-right:.45rem}
    .chart text{font-size:12px;fill:var(--muted);font-variant-numeric:tabular-nums}
    .chart .e{text-anchor:end}.chart .m{text-anchor:middle}
    .chart .v{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
    .chart .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;font-weight:650}
    .chart .plain{font-weight:400}.chart .ta{fill:var(--a)}.chart .tb{fill:var(--b)}
    .chart .tgood{fill:var(--good)}.chart .tbad{fill:var(--bad)}.chart .tunsure{fill:var(--muted)}
    .g{stroke:var(--grid);fill:none}.x{stroke:var(--rule);fill:none}
    .r{stroke:var(--muted);fill:none;stroke-dasharray:3 4}
    .z{stroke:var(--muted);fill:none}
    .la{stroke:var(--a);fill:none;stroke-width:2;stroke-dasharray:6 3;stroke-linejoin:round}
    .band{fill:var(--fill);fill-opacity:.55}.lb{stroke:var(--b);fill:none;stroke-width:2;stroke-linejoin:round}
    .ia{stroke:var(--a);fill:none;stroke-width:1.6}.ib{stroke:var(--b);fill:none;stroke-width:1.6}
    .igood{stroke:var(--good);fill:none;stroke-width:1.8}.ibad{stroke:var(--bad);fill:none;stroke-width:1.8}
    .iunsure{stroke:var(--muted);fill:none;stroke-width:1.8}
    .da{fill:var(--paper);stroke:var(--a);stroke-width:1.8}.db{fill:var(--b);stroke:var(--b);stroke-width:1.8}
    .dgood{fill:var(--good);stroke:var(--good);stroke-width:1.8}.dbad{fill:var(--bad);stroke:var(--bad);stroke-width:1.8}
    .dunsure{fill:var(--paper);stroke:var(--muted);stroke-width:1.8}
    .f{fill:var(--fill)}.fb{fill:var(--b)}.fgood{fill:var(--good)}.fbad{fill:var(--bad)}
    .h{fill:var(--fill);fill-opacity:.55}.fu{fill:var(--muted);stroke:var(--muted)}.fd{fill:var(--paper);stroke:var(--muted);stroke-width:1.5}
    \(marks).spot{fill-opacity:.85}.seat{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
    """

  /// The marks of segments, filled and as outlines.
  private static let marks = (1...6).map {
    ".p\($0){fill:var(--m\($0));stroke:none}.o\($0){fill:none;stroke:var(--m\($0));stroke-width:1.4}"
  }.joined()

  private static let media = """
    @media (min-width:50rem){.frame{padding:2.5rem 2.5rem 5rem}.wide{display:block}.narrow{display:none}}
    @media (min-width:72rem){
    .frame{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:0 3.5rem}
    header,main,footer{grid-column:2}
    nav{grid-column:1;grid-row:1/span 3;margin:0;position:sticky;top:2.5rem;align-self:start}
    nav ul{display:block;border-left:2px solid var(--grid);padding-left:1rem}}
    @media (max-width:30rem){.says li{grid-template-columns:1fr;gap:0}
    .facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.6rem}
    .tiles{grid-template-columns:1fr 1fr;gap:.5rem}.tiles dd{font-size:1.25rem}.tiles>div{padding:.65rem .75rem}}
    @media print{
    .skip,nav{display:none}.frame{display:block;max-width:none;padding:0}body{font-size:10pt}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    .tiles>div,.verdict,tr,.chart,.legend,figcaption{break-inside:avoid}h2,h3,section>p,figcaption,.legend,summary,thead{break-after:avoid}
    section{margin-top:1.5rem}.wide{display:block}.narrow{display:none}
    .charts{display:block}.charts figure{max-width:none;margin-top:1rem;display:flow-root}
    .charts .chart{float:left;width:8.2cm;margin-right:.8cm}
    .charts figcaption{break-inside:avoid;padding-bottom:7cm;margin-bottom:-7cm}.tiles dd{font-size:1.15rem}footer{break-before:avoid;margin-top:1rem}
    .charts details{display:flow-root;margin:0}
    details::details-content{content-visibility:visible;block-size:auto}.scroll{overflow:visible}
    table{font-size:8pt}th,td{padding-top:.12rem;padding-bottom:.12rem}}
    @page{margin:16mm}
    """
}
