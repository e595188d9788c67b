import type { GateFinding } from '../../../../model/gate.ts'
import { YOUR_COMMAND } from '../../../../model/gate.ts'
import { listed } from '../../../../model/listed.ts'
import { commandLines } from '../../../words/command-text.ts'
import { evidenceText, refusedLines } from '../../../words/evidence-text.ts'
import { howFarLines } from '../../../words/how-far-text.ts'
import { clean } from '../../../words/plain.ts'
import { wrap } from '../../parts/wrap.ts'
import { companionLines, findingLines } from '../../report/terminal/finding-block.ts'
import { lesserTable } from '../../report/terminal/lesser-table.ts'
import { heading, labelled, type Page, roomOf } from '../../report/terminal/page.ts'
import { candidateReport, isOwn, type Step } from './step.ts'

/** All that is to be said of one step: its evidence, its gaps, each finding. */
export const stepSections = (page: Page, step: Step): string[][] => {
  const { candidate, grave, lesser } = step
  const report = candidateReport(candidate)
  return [
    stepLines(page, step),
    ...grave.map((finding, at) => [
      ...(candidate.command && !isOwn(finding) && (at === 0 || isOwn(grave[at - 1])) ? BEYOND : []),
      ...findingLines(page, report, finding, ...noWay(finding)),
      ...broughtLines(page, finding),
    ]),
    ...(lesser.length > 0
      ? [[...lesserTable(page, grave.length > 0 ? 'Also changed' : 'Changed', lesser), ...lesserBrought(page, lesser)]]
      : []),
  ]
}

/** Of a step that is safe only what its yes rests on beyond what was measured; nothing where nothing is to be added. */
export const remarkSection = (page: Page, { candidate, notes }: Step): string[][] => {
  const { howFar, from } = candidate
  const lines = [
    ...texts(page, 'how far', howFar?.first ? [howFarLines(howFar, from).join('\n')] : []),
    ...texts(page, 'note', notes),
  ]
  return lines.length > 0 ? [[title(page, candidate), ...lines]] : []
}

const BEYOND = ['Beyond your program: what scenarios show at this step; it does not block', '']

const title = (page: Page, { sdk, from, to }: Step['candidate']): string =>
  heading(page, clean(from === to ? `${sdk} ${from}` : `${sdk} ${from} → ${to}`))

const stepLines = (page: Page, { candidate, notes, places, grave }: Step): string[] => {
  const { from, evidence, howFar, command, unknown } = candidate
  // One step, and so one tree before and one after: told once, and not with each finding.
  const [finding] = grave
  return [
    title(page, candidate),
    ...texts(page, 'program', command ? [commandLines(command).join('\n')] : []),
    ...texts(page, 'how far', howFar ? [howFarLines(howFar, from).join('\n')] : []),
    ...texts(page, 'used in', places.length > 0 ? [listed(places)] : []),
    ...texts(page, 'evidence', evidence ? [evidenceText(evidence)] : []),
    ...texts(page, 'not known', [...unknown, ...(evidence ? refusedLines(evidence, from) : [])]),
    ...(finding ? companionLines(page, finding) : []),
    ...texts(page, 'note', notes),
    ...linkLines(page, 'see', [candidate.page, candidate.compare]),
  ]
}

const texts = (page: Page, label: string, all: readonly string[]): string[] =>
  all.flatMap((text) =>
    labelled(
      page,
      label,
      text.split('\n').flatMap((line) => wrap(line, roomOf(page), page.code)),
    ),
  )

const broughtLines = (page: Page, { broughtBy }: GateFinding): string[] => {
  if (broughtBy === undefined) return []
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
