import { createHash } from 'node:crypto'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import type { Matrix } from '../model/matrix.ts'
import type { Part } from '../model/part.ts'
import type { MatrixRequest } from '../pipeline/run-matrix.ts'
import { parts, reportSchema } from '../tell/reporters/report/schema.ts'

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
  measured: z.object({
    startedAt: z.string(),
    finishedAt: z.string(),
    runs: z.array(parts.run),
    noise: noise.unwrap(),
    others: z.array(z.tuple([z.string(), z.string()])),
    // What is measured step by step cannot be shared.
    notLookedAt: z.tuple([]),
    leftOut,
    notes,
  }),
})

/** @throws UserError when the file is no part */
export const parsePart = (text: string, file: string): Part => {
  const parsed = partSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UserError('merge/no-part', {
    what: `This is no part of a matrix${issue ? ` (${issue.path.join('.')}: ${issue.message})` : ''}.`,
    where: file,
    hint: `A part is the ${PART_FILE} that sdkdrift matrix --shard writes.`,
  })
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What was measured for, in a few characters: where the matrix file lies is no part of it, nor what is made of a finding. */
export const askedDigest = ({ matrix, scenarios, gateways, noiseCheck }: MatrixRequest): string => {
  const { file: _file, failOn: _bar, accepted: _accepted, severities: _severities, ...asked }: Matrix = matrix
  const text = JSON.stringify([asked, scenarios.map(({ file: _, ...scenario }) => scenario), gateways, noiseCheck])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
