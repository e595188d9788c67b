import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { namesIn } from '../edges/files.ts'
import { root } from '../edges/paths.ts'
import { GATE_VERDICTS, type GateAnswer, type GateVerdict } from '../model/gate.ts'

const step = z.strictObject({
  sdk: z.string().describe('Id in the built-in list.'),
  from: z.string(),
  to: z.string(),
  scenarios: z.array(z.string()).min(1).describe('Ids or globs of shipped scenarios; `*` is all.'),
  gateways: z.array(z.string()).min(1).describe('Ids of shipped gateways; `*` is all.'),
  verdict: z.enum(GATE_VERDICTS).describe('The right one.'),
  cause: z.string().optional().describe('A word that some finding’s cause or title must hold.'),
  because: z.string().min(1).describe('How it is known: file and line of the SDK, and what is sent.'),
})

/**
 * A step between two versions and what a gate ought to say of it. Found without this tool: by reading both versions'
 * sources, and by calls to a bare server on loopback.
 */
export type Step = Readonly<z.infer<typeof step>>

/** Every step under `fixtures/verdicts/`, file by file. */
export const readTruthTable = async (): Promise<readonly Step[]> => {
  const folder = join(root(), 'fixtures', 'verdicts')
  const names = [...(await namesIn(folder))].sort()
  const files = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return files.flatMap((text) => z.array(step).parse(JSON.parse(text)))
}

/**
 * - `wrong-yes`: told better than it is
 * - `wrong-no`: told worse than it is
 * - `other-cause`: the right verdict, and none of its findings names the right cause
 */
export type Standing = 'right' | 'wrong-yes' | 'wrong-no' | 'other-cause'

/** How a gate's answer stands against the table. */
export const standingOf = (
  { verdict, cause }: Pick<Step, 'verdict' | 'cause'>,
  told: Pick<GateAnswer, 'verdict'> & {
    readonly candidates: readonly { readonly findings: readonly { readonly cause: string; readonly title: string }[] }[]
  },
): Standing => {
  if (told.verdict !== verdict) return goodness(told.verdict) > goodness(verdict) ? 'wrong-yes' : 'wrong-no'
  const findings = told.candidates.flatMap((candidate) => candidate.findings)
  const word = cause?.toLowerCase() ?? ''
  const isNamed = findings.some((finding) => `${finding.cause} ${finding.title}`.toLowerCase().includes(word))
  return cause === undefined || isNamed ? 'right' : 'other-cause'
}

const goodness = (verdict: GateVerdict): number => GATE_VERDICTS.indexOf(verdict)
