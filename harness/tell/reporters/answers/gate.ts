import {
  GATE_VERDICTS,
  type GateAnswer,
  type GateCandidate,
  type GateFinding,
  type GateVerdict,
  YOUR_COMMAND,
} from '../../../model/gate.ts'
import { counted, listed } from '../../../model/listed.ts'
import { type Report, SCHEMA_VERSION } from '../../../model/report.ts'
import { type Bar, fails, reaches } from '../../../model/severity.ts'
import { commandLines } from '../../words/command-text.ts'
import { evidenceText, refusedLines } from '../../words/evidence-text.ts'
import { howFarLines } from '../../words/how-far-text.ts'
import { clean } from '../../words/plain.ts'
import { ordered } from '../parts/ordered.ts'
import { pad, wrap } from '../parts/wrap.ts'
import { findingBlock } from '../report/terminal/finding-block.ts'
import { lesserTable } from '../report/terminal/lesser-table.ts'
import { aPage, hanging, INDENT, labelled, type Page, roomOf } from '../report/terminal/page.ts'

/** The answer of a gate for people: the verdict and why, then each step with its evidence, the worst one first. */
export const gate = (answer: GateAnswer, options: { readonly colour: boolean; readonly width: number }): string => {
  const page = aPage(options)
  const groups = [...Map.groupBy(answer.candidates, stepOf).values()].toSorted(([a], [b]) => weight(a) - weight(b))
  const sections = [
    verdictLine(page, answer.verdict, why(answer)),
    ...groups.flatMap((same) => stepSections(page, same, answer.failOn)),
    ...(answer.notes.length > 0 ? [answer.notes.flatMap((note) => hanging(page, note, INDENT, 0))] : []),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const stepOf = ({ sdk, from, to }: GateCandidate): string => JSON.stringify([sdk, from, to])
const weight = (candidate: GateCandidate | undefined): number =>
  candidate ? GATE_VERDICTS.indexOf(candidate.verdict) : GATE_VERDICTS.length

/** Columns of a verdict with the gap after it. */
const VERDICT = 9

const verdictLine = (page: Page, verdict: GateVerdict, text: string): string[] => {
  const [first = '', ...more] = hanging(page, text, VERDICT, 0)
  const paint = { blocked: page.c.red, unknown: page.c.yellow, review: page.c.magenta, safe: page.c.green }[verdict]
  return [pad(page.c.bold(paint(verdict)), VERDICT) + first, ...more]
}

/** What the verdict comes from. */
export const why = ({ verdict, failOn, candidates, notes }: GateAnswer): string => {
  const findings = new Map(candidates.flatMap((one) => one.findings).map((finding) => [finding.id, finding]))
  const open = [...findings.values()].filter(({ accepted }) => accepted === null)
  const failing = open.filter(({ severity }) => reaches(severity, failOn)).length
  const watched = open.filter(({ severity }) => reaches(severity, 'routing')).length
  const accepted = findings.size - open.length
  const end = accepted > 0 ? `; ${accepted} accepted` : ''
  // What is accepted is there all the same.
  const but = accepted > 0 ? ' that is not accepted' : ''
  switch (verdict) {
    case 'blocked':
      return `${counted(failing, 'finding')} at or above \`${failOn}\`, not accepted${end}`
    case 'unknown':
      return `${failOn === 'never' ? 'no bar is set' : `nothing at or above \`${failOn}\`${but}`}, but not everything could be told${end}`
    case 'review':
      return `${counted(watched, 'finding')} of \`routing\` or worse${failOn === 'never' ? '' : `, below \`${failOn}\``}${end}`
    case 'safe': {
      if (candidates.length === 0) return notes.length > 0 ? 'nothing to compare' : 'no SDK changes'
      if (candidates.every(({ from, to }) => from === to)) return 'nothing newer to move to; nothing was measured'
      const none = findings.size > 0 ? '' : ': no change on the wire'
      const lesser = open.length > 0 ? `: ${counted(open.length, 'lesser change')}` : none
      return `nothing of \`routing\` or worse${but}${lesser}${end}`
    }
  }
}

const stepSections = (page: Page, same: readonly GateCandidate[], failOn: Bar): string[][] => {
  const [candidate] = same
  if (!candidate) return []
  const findings: readonly GateFinding[] = ordered(candidateReport(candidate))
  const full = ownFirst(findings.filter((finding) => inFull(finding, failOn)))
  const lesser = findings.filter((finding) => !inFull(finding, failOn))
  return [
    stepLines(page, candidate, same),
    ...full.map((finding, index) => [
      ...(candidate.command && !isOwn(finding) && (index === 0 || isOwn(full[index - 1])) ? BEYOND : []),
      ...findingBlock(page, candidateReport(candidate), finding, ...noWay(finding)),
      ...broughtLines(
        page,
        candidate.findings.find(({ id }) => id === finding.id),
      ),
    ]),
    ...(lesser.length > 0
      ? [[...lesserTable(page, full.length > 0 ? 'Also changed' : 'Changed', lesser), ...lesserBrought(page, lesser)]]
      : []),
  ]
}

/** A command of the user's own decides; what scenarios show besides stands behind it, under a line that says so. */
const isOwn = (finding: GateFinding | undefined): boolean => finding?.scenarios.includes(YOUR_COMMAND) ?? false
const ownFirst = (findings: readonly GateFinding[]): readonly GateFinding[] =>
  findings.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
const BEYOND = ['Beyond your program: what scenarios show at this step; it does not block', '']

const stepLines = (page: Page, candidate: GateCandidate, same: readonly GateCandidate[]): string[] => {
  const { sdk, from, to, verdict, evidence, howFar, command, unknown, notes } = candidate
  const step = from === to ? `${sdk} ${from}` : `${sdk} ${from} → ${to}`
  const still = from === to && verdict === 'safe' ? ' is the newest there is to move to' : ''
  const places = same.flatMap(({ file, line }) => (file === null ? [] : [`${file}${line === null ? '' : `:${line}`}`]))
  const room = roomOf(page)
  const told = (label: string, texts: readonly string[]): string[] =>
    texts.flatMap((text) =>
      labelled(
        page,
        label,
        text.split('\n').flatMap((line) => wrap(line, room, page.code)),
      ),
    )
  return [
    ...verdictLine(page, verdict, `${step}${still}`),
    ...told('program', command ? [commandLines(command).join('\n')] : []),
    ...told('how far', howFar ? [howFarLines(howFar, from).join('\n')] : []),
    ...told('used in', places.length > 0 ? [listed([...new Set(places)])] : []),
    ...told('evidence', evidence ? [evidenceText(evidence)] : []),
    ...told('not known', [...unknown, ...(evidence ? refusedLines(evidence, from) : [])]),
    ...told('note', [...new Set(same.flatMap((one) => one.notes).concat(notes))]),
    ...linkLines(page, 'see', [candidate.page, candidate.compare]),
  ]
}

const broughtLines = (page: Page, finding: GateFinding | undefined): string[] => {
  if (finding?.broughtBy === undefined) return []
  const { broughtBy } = finding
  if (broughtBy === null) return labelled(page, 'brought by', ['no single version: it could not be found out'])
  const { version, after, suspects, publishedAt, notes } = broughtBy
  const day = publishedAt ? ` (${publishedAt.slice(0, 10)}, by the registry's word)` : ''
  const who =
    suspects.length === 0
      ? `${version}${day}; ${after} is as before`
      : `one of ${listed([...suspects, version])}; ${after} is as before, and the others could not be measured`
  return [
    ...labelled(
      page,
      'brought by',
      [who, ...notes].flatMap((text) => wrap(text, roomOf(page), page.code)),
    ),
    ...linkLines(page, '', [broughtBy.page, broughtBy.compare]),
  ]
}

/** Which versions brought the lesser ones, in one line. */
const lesserBrought = (page: Page, findings: readonly GateFinding[]): string[] => {
  const known = findings.flatMap(({ broughtBy }) => broughtBy ?? [])
  const counts = [...Map.groupBy(known, ({ version }) => version)].map(
    ([version, same]) => `${version} (${same.length})`,
  )
  return counts.length === 0 ? [] : labelled(page, 'brought by', wrap(listed(counts), roomOf(page), page.code))
}

/** An address is never broken: a broken one cannot be followed. */
const linkLines = (page: Page, label: string, links: readonly (string | null)[]): string[] =>
  labelled(
    page,
    label,
    links.flatMap((link) => (link === null ? [] : [page.c.dim(clean(link))])),
  )

/** Where nothing but a command was run, no other way was tried. */
const noWay = ({ scenarios }: GateFinding): readonly [] | readonly [string] =>
  scenarios.every((id) => id === YOUR_COMMAND)
    ? ['not looked for: --scenario has the ways tried that are known of this SDK, if any are']
    : []

const inFull = (finding: GateFinding, failOn: Bar): boolean =>
  reaches(finding.severity, 'routing') || fails(finding, failOn)

/** A step as the parts of a report see it. */
/** What a finding's words are made of. */
export const candidateReport = ({ findings, drifts }: GateCandidate): Report => ({
  schemaVersion: SCHEMA_VERSION,
  tool: { name: 'sdkdrift', version: '' },
  startedAt: '',
  finishedAt: '',
  failOn: '',
  runs: [],
  leftOut: [],
  notes: [],
  findings,
  drifts,
})
