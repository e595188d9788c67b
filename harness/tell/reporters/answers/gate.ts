import type { GateAnswer } from '../../../model/gate.ts'
import { counted } from '../../../model/listed.ts'
import { aPage, hanging, INDENT, type Page } from '../report/terminal/page.ts'
import { rowsOf } from './gate/rows.ts'
import { remarkSection, stepSections } from './gate/section.ts'
import { type Step, stepsOf } from './gate/step.ts'
import { gateTable } from './gate/table.ts'
import { verdictLine } from './gate/verdict-line.ts'
import { why } from './gate/why.ts'

/**
 * The answer of a gate for people: the verdict and why, each step in a row, then the details of what needs doing. With
 * `verbose`, and where there is one step alone, nothing is left out.
 */
export const gate = (
  answer: GateAnswer,
  options: { readonly colour: boolean; readonly width: number; readonly verbose?: boolean },
): string => {
  const page = aPage(options)
  const steps = stepsOf(answer)
  const inFull = (step: Step): boolean =>
    page.verbose || steps.length === 1 || !isQuiet(step.candidate.verdict) || step.candidate.command !== null
  const sections = [
    verdictLine(page, answer.verdict, why(answer)),
    ...(steps.length > 0 ? [gateTable(page, rowsOf(answer))] : []),
    ...steps.flatMap((step) => (inFull(step) ? stepSections(page, step) : remarkSection(page, step))),
    ...(answer.notes.length > 0 ? [answer.notes.flatMap((note) => hanging(page, note, INDENT, 0))] : []),
    ...restLines(
      page,
      steps.filter((step) => !inFull(step)),
    ),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** Nothing to be done about it. */
const isQuiet = (verdict: GateAnswer['verdict']): boolean => verdict === 'safe' || verdict === 'current'

/** What was left out, and how it is had. */
const restLines = (page: Page, brief: readonly Step[]): string[][] => {
  const changes = brief.reduce((sum, { grave, lesser }) => sum + grave.length + lesser.length, 0)
  if (changes === 0) return []
  const changed = brief.filter(({ grave, lesser }) => grave.length + lesser.length > 0)
  return [
    hanging(
      page,
      `${counted(changes, 'change')} that ${changes === 1 ? 'decides' : 'decide'} nothing at ${counted(changed.length, 'safe step')}: --verbose tells ${changes === 1 ? 'it' : 'them'}`,
      INDENT,
      0,
    ),
  ]
}
