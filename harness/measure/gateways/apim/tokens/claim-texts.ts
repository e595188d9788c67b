/** A claim's values as texts: one of each item of an array, JSON of an object. Null: it is not there. */
export const claimTexts = (claims: Readonly<Record<string, unknown>>, name: string): readonly string[] | null => {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  if (value === undefined || value === null) return null
  return (Array.isArray(value) ? value : [value]).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
}
