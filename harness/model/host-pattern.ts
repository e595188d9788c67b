/** Names of hosts, lower case; `*.` at the beginning stands for one label or more. */
export const HOST_PATTERN = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/

/** Is this host one of them? The two guards (`guard.mjs`, `guard.py`) say the same in their own words. */
export const isOneOf = (host: string, patterns: readonly string[]): boolean => {
  const name = host.toLowerCase()
  return patterns.some((pattern) => (pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern))
}
