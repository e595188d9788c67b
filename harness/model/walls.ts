/**
 * What the kernel can keep a driver from: files that are not its own, connections to elsewhere than the harness, other
 * processes (to begin, see or signal them).
 */
export const WALLS = ['files', 'network', 'signals'] as const
export type Wall = (typeof WALLS)[number]

/** Which walls hold on this machine: each was tried. */
export type Walls = {
  readonly holds: readonly Wall[]
  /** Why not all do, and what would help; null when they do. */
  readonly because: string | null
}

/** What a report and a terminal call them. */
export const wallsText = ({ holds }: Pick<Walls, 'holds'>): string => {
  const [only] = holds
  if (only === undefined) return 'language only'
  return holds.length === 1 ? `${only} only` : holds.join(', ')
}
