import type { Planned } from './plan-matrix.ts'

/** Hosts whose connections arrive at the gateway: its family's, and those that stand around the SDK. */
export const hostsOf = ({ sdk, family }: Pick<Planned, 'sdk' | 'family'>): readonly string[] => [
  ...new Set([...(family.hosts?.[sdk.registry] ?? []), ...(sdk.hosts ?? [])]),
]
