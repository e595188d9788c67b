export type { SpawnDriver } from '../../edges/driver-process.ts'
