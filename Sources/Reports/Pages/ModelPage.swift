extension ModelReport {
  /// One self-contained page: the same report gives the same bytes.
  package func html() -> String {
    var page = PageWriter()
    page.tiles(highlights)
    if let metrics, !metrics.rows.isEmpty { MetricSection(table: metrics).write(on: &page) }
    JudgementSection(report: self).write(on: &page)
    AmountSection(report: self).write(on: &page)
    if let classes, !classes.rows.isEmpty { ClassSection(classes: classes).write(on: &page) }
    if let terms, !terms.rows.isEmpty { TermSection(table: terms).write(on: &page) }
    if let certificate { CertificateSection(certificate: certificate).write(on: &page) }
    if let data { DataSection(data: data).write(on: &page) }
    if let lineage { LineageSection(lineages: [(nil, lineage)]).write(on: &page) }
    let header = HeaderText.html(
      kicker: "Model report", title: title, subtitle: subtitle,
      verdict: headline.map { ($0.standing, nil, $0.text) }, summary: summary)
    return page.page(title: title, header: header)
  }
}
