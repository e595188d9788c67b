/** A certificate as a change names it: `none`, or whose it is. */
export const certificate = (shown: string): string => (shown === 'none' ? 'no certificate' : `‹${shown}›`)
