/**
 * An address as it may be told: what stands in its query or before its host could be a secret (`?code=` of a function). `*` is
 * any run of characters in a stub's address, so what is told can be taken as it stands.
 */
export const shownUrl = (text: string): string =>
  text
    .replace(/#.*$/s, '')
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?]*@/i, '$1*@')
    .replace(/([?&][^=&]*=)[^&]+/g, '$1*')
    .replace(/\?[^=&]+(?=&|$)/, '?*')
