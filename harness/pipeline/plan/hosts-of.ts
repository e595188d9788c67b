import type { Planned } from './planned.ts'

/** Hosts whose connections arrive at the gateway: its family's, and those that stand around the SDK. */
export const hostsOf = ({ sdk, family }: Pick<Planned, 'sdk' | 'family'>): readonly string[] => [
  ...new Set([...(family.hosts?.[sdk.registry] ?? []), ...(sdk.hosts ?? [])]),
]

/** Who stands in for the hosts that it calls. */
export const hostNotes = (planned: Pick<Planned, 'sdk' | 'family'>): readonly string[] => {
  const hosts = hostsOf(planned)
  return hosts.length > 0 ? [`Connections of ${planned.sdk.id} to ${hosts.join(', ')} arrive at the gateway.`] : []
}
