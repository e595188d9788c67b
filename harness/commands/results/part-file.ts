import { createHash } from 'node:crypto'
import { z } from 'zod'
import { linesIfThere, readIfThere } from '../../edges/documents.ts'
import { UserError } from '../../errors.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Part } from '../../model/part.ts'
import type { MatrixRequest } from '../../pipeline/matrix/matrix-request.ts'
import { jsonPieces } from '../../tell/reporters/report/json.ts'
import { readLines, type TakeRun } from '../../tell/reporters/report/read-lines.ts'
import { checkedRuns, reportSchema } from '../../tell/reporters/report/schema.ts'

/** The file that one machine of several leaves, beside nothing else. */
export const PART_FILE = 'part.json'

const { leftOut, notes, noise, tool } = reportSchema.shape
const runName = z.object({ sdk: z.string(), version: z.string(), on: z.string().exactOptional() })

const partSchema = z.object({
  schemaVersion: z.literal(1),
  tool,
  shard: z.object({ index: z.int().min(1), of: z.int().min(1) }),
  asked: z.string(),
  planned: z.array(runName),
  startedAt: z.string(),
  finishedAt: z.string(),
  noise: noise.unwrap(),
  others: z.array(z.tuple([z.string(), z.string()])),
  // What is measured step by step cannot be shared.
  notLookedAt: z.tuple([]),
  leftOut,
  notes,
  runs: checkedRuns.refine((runs) => runs.every((run) => run !== null), 'one is none'),
})

/** The text of a part in pieces: a report's layout, so that it is read run by run. */
export const partPieces = ({ measured, ...part }: Part): Iterable<string> => jsonPieces({ ...part, ...measured })

/**
 * Reads a part run by run.
 * @param take also of the parts before it: what is equal in them is one object then
 * @returns null: there is no such file
 * @throws UserError when the file is no part
 */
export const readPart = async (path: string, name: string, take: TakeRun): Promise<Part | null> => {
  const lines = await linesIfThere(path)
  if (lines === null) return null
  return partIn((await readLines(lines, take)) ?? formatted(await readIfThere(path), take), name)
}

/** One that somebody laid out otherwise. */
const formatted = (text: string | null, take: TakeRun): unknown => {
  try {
    const part = JSON.parse(text ?? '')
    return { ...part, runs: part.runs.map(take) }
  } catch {
    return null
  }
}

const partIn = (found: unknown, file: string): Part => {
  const parsed = partSchema.safeParse(found)
  if (parsed.success) {
    const { schemaVersion, tool: by, shard, asked, planned, ...measured } = parsed.data
    return { schemaVersion, tool: by, shard, asked, planned, measured }
  }
  const [issue] = parsed.error.issues
  throw new UserError('merge/no-part', {
    what: `This is no part of a matrix${issue ? ` (${issue.path.join('.')}: ${issue.message})` : ''}.`,
    where: file,
    hint: `A part is the ${PART_FILE} that sdkdrift matrix --shard writes.`,
  })
}

/** What was measured for, in a few characters: where the matrix file and results lie is no part of it, nor what is made of a finding. */
export const askedDigest = ({ matrix, scenarios, gateways, noiseCheck }: MatrixRequest): string => {
  const {
    file: _file,
    failOn: _bar,
    accepted: _accepted,
    severities: _severities,
    store: _store,
    ...asked
  }: Matrix = matrix
  const text = JSON.stringify([asked, scenarios.map(({ file: _, ...scenario }) => scenario), gateways, noiseCheck])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
