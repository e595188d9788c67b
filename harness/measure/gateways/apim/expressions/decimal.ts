import type { Binary } from '../../../../model/policy-expression.ts'
import type { Exact, NumberValue } from '../value.ts'

/**
 * .NET's decimal: up to 96 bits of digits, of which as many as were written stand behind the point.
 * https://learn.microsoft.com/dotnet/api/system.decimal
 */
const LARGEST = 2n ** 96n - 1n
const MOST_BEHIND = 28
const LONGEST = 400

/** @returns null: it is too large for a decimal */
export const decimalOf = (exact: Exact): NumberValue | null => {
  const fitted = inBounds(exact)
  return fitted && { kind: 'number', type: 'decimal', value: Number(exactText(fitted)), exact: fitted }
}

/** The digits of any number; of a double those 15 that .NET takes over. Null: it has none (NaN), or too many. */
export const exactOf = ({ value, exact }: NumberValue): Exact | null => {
  if (exact) return exact
  if (typeof value === 'bigint') return { digits: value, scale: 0 }
  if (!Number.isFinite(value)) return null
  return parsedExact(Number.isInteger(value) ? BigInt(value).toString() : String(Number(value.toPrecision(15))))
}

/** `-12.50`, `1e3`; null: it is no number. */
export const parsedExact = (text: string): Exact | null => {
  // Of more digits no decimal is, and nobody waits for them to be read.
  if (text.length > LONGEST) return null
  const [, sign, whole = '', behind = '', power = '0'] =
    /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d{1,3}))?$/.exec(text) ?? []
  if (sign === undefined || whole + behind === '') return null
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${behind}`)
  return shifted(digits, behind.length - Number(power))
}

const shifted = (digits: bigint, scale: number): Exact =>
  scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale }

export const exactText = ({ digits, scale }: Exact): string => {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  const point = text.length - scale
  return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${scale > 0 ? `.${text.slice(point)}` : ''}`
}

/** Without what stands behind the point. */
export const wholePart = ({ digits, scale }: Exact): bigint => digits / 10n ** BigInt(scale)

/** To so many digits behind the point; a half goes to the even neighbour, or away from zero. */
export const roundedTo = (exact: Exact, scale: number, half: 'even' | 'away'): Exact => {
  if (exact.scale <= scale) return exact
  const by = 10n ** BigInt(exact.scale - scale)
  const rest = exact.digits % by
  const cut = exact.digits / by
  const twice = (rest < 0n ? -rest : rest) * 2n
  const isUp = twice > by || (twice === by && (half === 'away' || cut % 2n !== 0n))
  return { digits: isUp ? cut + (exact.digits < 0n ? -1n : 1n) : cut, scale }
}

/** Less than 0: the left one is less. */
export const comparedExact = (left: Exact, right: Exact): number => {
  const [one, other] = aligned(left, right)
  return one === other ? 0 : one < other ? -1 : 1
}

/** C#'s operator over two decimals, the right of a division not 0; null: it is too large, or there is no such operator. */
export const calculated = (operator: Binary, left: Exact, right: Exact): NumberValue | null => {
  const scale = Math.max(left.scale, right.scale)
  const [one, other] = aligned(left, right)
  switch (operator) {
    case '+':
      return decimalOf({ digits: one + other, scale })
    case '-':
      return decimalOf({ digits: one - other, scale })
    case '*':
      return decimalOf({ digits: left.digits * right.digits, scale: left.scale + right.scale })
    case '%':
      return decimalOf({ digits: one % other, scale })
    case '/':
      return decimalOf(quotient(left, right))
    default:
      return null
  }
}

const aligned = (left: Exact, right: Exact): readonly [bigint, bigint] => {
  const scale = Math.max(left.scale, right.scale)
  const to = ({ digits, scale: own }: Exact): bigint => digits * 10n ** BigInt(scale - own)
  return [to(left), to(right)]
}

/** One digit more than a decimal has, for the rounding, and no zeros but those that the operands' scales ask for. */
const quotient = (left: Exact, right: Exact): Exact => {
  const scale = MOST_BEHIND + 1
  const scaled = left.digits * 10n ** BigInt(scale + right.scale - left.scale + MOST_BEHIND)
  const exact = { digits: scaled / right.digits, scale: scale + MOST_BEHIND }
  const whole = roundedTo(exact, MOST_BEHIND, 'even')
  return trimmed(whole, Math.max(0, left.scale - right.scale))
}

const trimmed = ({ digits, scale }: Exact, least: number): Exact =>
  scale > least && digits % 10n === 0n ? trimmed({ digits: digits / 10n, scale: scale - 1 }, least) : { digits, scale }

const inBounds = (exact: Exact): Exact | null => {
  let fitted = roundedTo(exact, MOST_BEHIND, 'even')
  while (fitted.digits > LARGEST || fitted.digits < -LARGEST) {
    if (fitted.scale === 0) return null
    fitted = roundedTo(exact, fitted.scale - 1, 'even')
  }
  return fitted
}
