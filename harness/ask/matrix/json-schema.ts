import { z } from 'zod'
import { matrixSchema } from './schema.ts'

/** JSON Schema of `matrix.json` as it is written (defaults may be left out). Draft 7: what editors complete from. */
export const matrixJsonSchema = (): object => z.toJSONSchema(matrixSchema, { target: 'draft-7', io: 'input' })
