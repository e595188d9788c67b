/** The names that an object of a scenario file may hold at a path, from its JSON Schema; of a union, all of them. It is made when somebody must be told. */
export const namesKnownAt =
  (schemaOf: () => unknown) =>
  (path: readonly PropertyKey[]): readonly string[] => {
    let schemas = [schemaOf()]
    for (const part of path) schemas = schemas.flatMap(forms).flatMap((schema) => below(schema, part))
    return schemas.flatMap(forms).flatMap((schema) => Object.keys(record(schema['properties'])))
  }

type Json = Readonly<Record<string, unknown>>

const forms = (schema: unknown): Json[] => {
  const { anyOf } = record(schema)
  return [record(schema), ...(Array.isArray(anyOf) ? anyOf.flatMap(forms) : [])]
}

const below = (schema: Json, part: PropertyKey): unknown[] =>
  [
    typeof part === 'number'
      ? schema['items']
      : (record(schema['properties'])[String(part)] ?? schema['additionalProperties']),
  ].filter(Boolean)

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {})
