import { resolve } from 'node:path'
import { z } from 'zod'
import { isThere, readIfThere } from '../../edges/documents.ts'
import { newRunId } from '../../edges/run-id.ts'
import { UserError } from '../../errors.ts'
import { putFile } from './put-files.ts'

const recordSchema = z.object({
  run: z.string(),
  startedAt: z.string(),
  publishedAt: z.string().exactOptional(),
})

/** The last run that was begun in a folder, whether or not it came to a report; kept as `run.json` beside that. */
export type RunRecord = z.infer<typeof recordSchema>

/**
 * Notes that a run begins, before anything of it can fail, so that the report of an earlier one is not taken for its own.
 * A folder that is not there has no such report, and is not made.
 * @param folder absolute
 * @returns the run's id
 */
export const beginRun = async (folder: string, now: Date): Promise<string> => {
  const run = newRunId()
  if (await isThere(folder)) await keepRecord(folder, { run, startedAt: now.toISOString() })
  return run
}

/** @returns null when the folder has none: its first run made it */
export const recordIn = async (folder: string): Promise<RunRecord | null> => {
  const file = recordFile(folder)
  const text = await readIfThere(file)
  if (text === null) return null
  const parsed = recordSchema.safeParse(parse(text))
  if (parsed.success) return parsed.data
  throw new UserError('report/record', {
    what: `${file} is not what sdkdrift matrix writes.`,
    hint: 'Remove it and run that again.',
  })
}

export const keepRecord = (folder: string, record: RunRecord): Promise<void> =>
  putFile(recordFile(folder), `${JSON.stringify(record)}\n`)

/** Where a folder's last run is noted. */
export const recordFile = (folder: string): string => resolve(folder, 'run.json')

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
