import { listed } from '../../../../model/listed.ts'
import type { Drift, Finding, Report } from '../../../../model/report.ts'
import { acceptedTerms } from '../../../words/accepted-text.ts'
import { lineWords } from '../../../words/line-words.ts'
import { severityChanges } from '../../../words/severity-text.ts'
import { endNames, runtimesText, stepText } from '../../../words/step-text.ts'
import { answerGroups, rowWords } from '../../parts/answer-groups.ts'
import { companions, companionText, knownText, standing } from '../../parts/ordered.ts'
import { passedBefore } from '../../parts/passed-before.ts'
import { scenarioNames } from '../../parts/scenario-names.ts'
import { alike, newestMeasured, noWayOut, waysOut } from '../../parts/way-out.ts'
import { anchor, escaped, link, list, prose } from './markup.ts'

/** One finding; `open` shows its body at once. What both versions sent is filled in when a reader opens it. */
export const findingCard = (report: Report, finding: Finding, drifts: readonly Drift[], open: boolean): string => {
  const [why, known] = [standing(finding), knownText(finding)]
  const stepped = [...new Set(drifts.flatMap((drift) => drift.steppedOver))]
  const line = lineWords(finding)
  const [ends, runtimes] = [endNames(finding), runtimesText(finding.on)]
  const facts: [label: string, content: string][] = [
    ['Release line', line ? `<p>${escaped(line)}</p>` : ''],
    ['Now says', answersTable(drifts)],
    ['Before', list(passedBefore(finding, drifts).map(prose), 'plain')],
    ['As before', asBefore(drifts)],
    ['Runtimes', runtimes ? `<p>${prose(runtimes)}</p>` : ''],
    [
      'Between',
      stepped.length > 0
        ? `<p>${prose(`${listed(stepped)} could not be measured, so ${ends.to} is compared with ${ends.from}`)}</p>`
        : '',
    ],
    ['Way out', wayOutList(report, finding)],
    ['Known', known ? `<p>${escaped(known)}</p>` : ''],
    ['Accepted', acceptedHtml(finding)],
    [
      'Severity',
      severityChanges([...finding.changes, ...drifts.flatMap((drift) => drift.changes)])
        .map((text) => `<p>${prose(text)}</p>`)
        .join(''),
    ],
    [
      'Other dependencies',
      `${list(
        companions(finding).map((one) => escaped(companionText(one))),
        'inline',
      )}`,
    ],
  ]
  const body = facts
    .filter(([, content]) => content !== '')
    .map(([label, content]) => `<dt>${label}</dt><dd>${content}</dd>`)
  const gateways = [...new Set(drifts.map(({ gateway }) => gateway))]
  const about = [
    ['class', `finding ${finding.severity}`],
    ['id', anchor(finding.id)],
    ['data-finding', finding.id],
    ['data-sdk', finding.sdk],
    ['data-severity', finding.severity],
    ['data-accepted', finding.accepted ? 'yes' : 'no'],
    ['data-gateways', gateways.join(' ')],
    ['data-scenarios', `${finding.id} ${finding.scenarios.join(' ')}`],
  ].map(([name, text = '']) => `${name}="${escaped(text)}"`)
  return `<details ${about.join(' ')}${open ? ' open' : ''}>
<summary><span class="head"><span class="tag ${finding.severity}">${finding.severity}</span>${why ? `<span class="tag ${why === 'known' ? 'routing' : 'ok'}">${why}</span>` : ''}<strong>${escaped(finding.sdk)}</strong> <span class="step">${escaped(stepText(finding))}</span><span class="id">${escaped(finding.id)}</span></span><span class="title">${prose(finding.title)}</span></summary>
<dl>${body.join('')}</dl>
<h3>What both versions sent</h3>
<div class="evidence"><noscript><p class="quiet">It stands in report.json; this page shows it with a script.</p></noscript></div>
</details>`
}

const answersTable = (drifts: Report['drifts']): string => {
  const { changed } = answerGroups(drifts)
  if (changed.length === 0) return ''
  const rows = changed.flatMap(({ scenarios, rows: answers }) =>
    answers.map(
      (row, index) =>
        `<tr>${index === 0 ? `<td class="names" rowspan="${answers.length}">${folded(scenarioNames(scenarios), '<br>')}</td>` : ''}<td class="behind">${row.gateways.map(escaped).join('<br>')}</td><td class="${row.answers.endsWith('→ 200') ? 'good' : 'bad'}">${escaped(row.answers)}</td><td>${prose(rowWords(row))}</td></tr>`,
    ),
  )
  return `<div class="scroll" tabindex="0" role="group" aria-label="answers"><table class="answers"><thead><tr><th scope="col">scenario</th><th scope="col">behind</th><th scope="col">answer</th><th scope="col">by which rule, in which words</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

/** Names that stand before the rest is folded; one or two more are not worth a fold. */
const MOST_NAMES = 8
const SHOWN_NAMES = 6

const folded = (names: readonly string[], between: string): string => {
  const all = names.map(escaped)
  if (all.length <= MOST_NAMES) return all.join(between)
  const rest = all.slice(SHOWN_NAMES)
  return `${all.slice(0, SHOWN_NAMES).join(between)} <details class="rest"><summary>${rest.length} more</summary>${rest.join(between)}</details>`
}

const asBefore = (drifts: Report['drifts']): string =>
  list(
    answerGroups(drifts).unchanged.map(
      ({ scenarios, gateways }) =>
        `${folded(scenarioNames(scenarios), ', ')} <span class="quiet">behind</span> ${escaped(listed(gateways))}`,
    ),
    'plain',
  )

const wayOutList = (report: Report, finding: Finding): string => {
  const ways = waysOut(finding, newestMeasured(report, finding))
  if (ways.length === 0) return finding.severity === 'breaking' ? `<p>${escaped(noWayOut(finding))}</p>` : ''
  return list(
    alike(ways).map(
      ({ spellings, advice, beforeUpgrade }) =>
        `${spellings.map(prose).join('<br>or ')}<br><span class="${beforeUpgrade ? 'good' : 'quiet'}">${escaped(advice)}</span>`,
    ),
    'plain',
  )
}

const acceptedHtml = ({ accepted }: Finding): string => {
  if (!accepted) return ''
  const terms = acceptedTerms(accepted)
  const quiet = terms === '' ? '' : ` <span class="quiet">${escaped(terms)}</span>`
  return `<p>${prose(accepted.reason)}${quiet}${accepted.issue ? `<br>${link(accepted.issue)}` : ''}</p>`
}
