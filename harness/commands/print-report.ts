import type { Terminal } from '../edges/terminal.ts'
import type { Report } from '../model/report.ts'
import type { Bar } from '../model/severity.ts'
import { reporters } from '../tell/reporters/report/index.ts'

type How = { readonly failOn: Bar; readonly json: boolean; readonly verbose: boolean }

/** Prints a report the way it was asked for: for people, or as JSON and nothing else. */
export const show = async (report: Report, { json, ...options }: How, terminal: Terminal): Promise<void> => {
  const { colour, width } = terminal
  await terminal.out((json ? reporters.json : reporters.terminal).render(report, { ...options, colour, width }))
}
