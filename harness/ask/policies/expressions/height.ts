import type { Expression, Node, Statement } from '../../../model/policy-expression.ts'
import type { Spot } from '../../../model/spot.ts'

/** `a + b + c + …` nests to the left without a bracket; what is evaluated may be 400 deep, and more is told beforehand. */
export const MAX_HEIGHT = 390

type Part = { readonly value: unknown; readonly height: number }

const isPlaced = (value: object): value is Node | Statement => !Array.isArray(value) && 'at' in value

/** Where a tree becomes higher than any that is walked; null: it does not. */
export const tooHigh = (expression: Expression): Spot | null => {
  const open: Part[] = [{ value: expression, height: 0 }]
  for (let part = open.pop(); part; part = open.pop()) {
    const { value, height } = part
    if (value === null || typeof value !== 'object') continue
    const placed = isPlaced(value)
    if (placed && height >= MAX_HEIGHT) return value.at
    for (const inner of Object.values(value)) open.push({ value: inner, height: placed ? height + 1 : height })
  }
  return null
}
