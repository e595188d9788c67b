import { busy } from './busy.ts'
import { disks } from './disks.ts'
import { kills } from './kills.ts'
import { mixed } from './mixed.ts'
import type { Mode } from './mode.ts'

export const modes = { mixed, kills, disks, busy } as const satisfies Readonly<Record<string, Mode>>
