import type { Report } from '../../../../model/report.ts'
import { SEVERITIES } from '../../../../model/severity.ts'
import { escaped } from './markup.ts'

/** What the page can be narrowed to. Without scripts it does nothing, and is not shown. */
export const filterBar = (report: Report): string => {
  const sdks = [...new Set(report.findings.map(({ sdk }) => sdk))].toSorted()
  const gateways = [...new Set(report.drifts.map(({ gateway }) => gateway))].toSorted()
  return `<form class="filter" role="search" hidden>
<label>SDK <select name="sdk">${options('all', sdks)}</select></label>
<label>Severity <select name="severity">${options('any', SEVERITIES.slice(0, -1), ' or worse')}</select></label>
<label>Gateway <select name="gateway">${options('all', gateways)}</select></label>
<label>Accepted <select name="accepted"><option value="">shown</option><option value="no">hidden</option><option value="only">alone</option></select></label>
<label class="wide">Text <input name="q" type="search" placeholder="scenario, header, error, id" autocomplete="off"></label>
<button type="reset">Clear</button> <span class="count" role="status"></span>
</form>`
}

const options = (all: string, values: readonly string[], after = ''): string =>
  [
    `<option value="">${all}</option>`,
    ...values.map((one) => `<option value="${escaped(one)}">${escaped(one)}${after}</option>`),
  ].join('')
