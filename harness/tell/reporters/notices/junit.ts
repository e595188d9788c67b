import type { GapNotice, Notice, Notices, StepNotice } from '../../../model/notice.ts'
import { inSight } from '../../words/in-sight.ts'

/**
 * JUnit's XML as CI systems read it: a test case a finding, one that fails where it fails the run, skipped where it is accepted
 * or known, passed below the bar; what could not be told is an error. Of a gate each step is a property. The de facto form:
 * https://github.com/testmoapp/junitxml
 */
export const junit = ({ command, verdict, steps, notices, gaps, quiet }: Notices): string => {
  const cases = [...notices.map(noticeCase), ...gaps.map(gapCase), ...quiet.map(quietCase)]
  const count = (standing: Notice['standing'][]): number =>
    notices.filter((notice) => standing.includes(notice.standing)).length
  const attributes = `name="sdkdrift ${command}" tests="${cases.length}" failures="${count(['fails'])}" errors="${gaps.length}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${attributes}>
<testsuite ${attributes} skipped="${count(['accepted', 'known'])}">
<properties>${[property('verdict', verdict), ...steps.map(stepProperty)].join('')}</properties>
${cases.join('\n')}
</testsuite>
</testsuites>
`
}

const property = (name: string, value: string): string => `<property name="${xml(name)}" value="${xml(value)}"/>`

const stepProperty = ({ sdk, step, answer, reason, wayOut }: StepNotice): string =>
  property(`${sdk} ${step}`, [`${answer}: ${reason}`, ...(wayOut === null ? [] : [`way out: ${wayOut}`])].join('\n'))

const noticeCase = (notice: Notice): string => {
  const { sdk, step, title, id, severity, standing, place } = notice
  const where = place ? ` file="${xml(place.file)}" line="${place.line}"` : ''
  const head = `<testcase classname="${xml(sdk)}" name="${xml(`${step}: ${title} [${id}]`)}"${where}`
  switch (standing) {
    case 'fails':
      return `${head}><failure type="${severity}" message="${xml(title)}">${xml(details(notice))}</failure></testcase>`
    case 'accepted':
    case 'known':
      return `${head}><skipped message="${xml(`${standing}${notice.reason ? `: ${notice.reason}` : ''}`)}"/></testcase>`
    case 'below':
      return `${head}><system-out>${xml(`${severity}\n${details(notice)}`)}</system-out></testcase>`
  }
}

const details = ({ scenarios, waysOut, id }: Notice): string =>
  [
    `finding: ${id}`,
    `scenarios: ${scenarios.join(', ')}`,
    ...(waysOut.length > 0 ? [`way out: ${waysOut.join('; or ')}`] : []),
  ].join('\n')

const gapCase = ({ what, why }: GapNotice): string =>
  `<testcase classname="${xml(what)}" name="could be measured"><error type="not-measured" message="${xml(why)}"/></testcase>`

const quietCase = (name: string): string => `<testcase classname="${xml(name)}" name="no change on the wire"/>`

/** As text and in attributes. What XML 1.0 has no place for is shown as its code. https://www.w3.org/TR/xml/#charsets */
const xml = (text: string): string =>
  inSight(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
