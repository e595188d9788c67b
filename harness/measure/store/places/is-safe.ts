/** May a secret be sent there? In clear it would be everybody's, but for who is on this machine. */
export const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isHere(hostname))

/** Is this a name of loopback? */
export const isHere = (hostname: string): boolean => /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname)
