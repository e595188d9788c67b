import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `harness/`. From here as from a chunk of the build, which lies as deep: one folder below it. */
const harness = dirname(dirname(fileURLToPath(import.meta.url)))

/** A file of this wing that is not imported but handed to another process. @param name its path below `measure/` */
export const ownFile = (name: string): string => join(harness, 'measure', name)
