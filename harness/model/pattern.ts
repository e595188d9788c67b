/** Any text, as a part of a regular expression that holds it literally. */
export const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A text in which `*` stands for any run of characters, none among them, and all else for itself; the whole must match. */
export const pattern = (text: string): RegExp => new RegExp(`^${text.split(/\*+/).map(literally).join('.*')}$`, 's')
