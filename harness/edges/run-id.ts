import { randomUUID } from 'node:crypto'

/** A name for a run that no other run has. */
export const newRunId = (): string => randomUUID()
