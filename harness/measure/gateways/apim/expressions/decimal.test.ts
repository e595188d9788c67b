import { expect, test } from 'vitest'
import { evaluated } from './evaluated.fixture.ts'

// https://learn.microsoft.com/dotnet/api/system.decimal
test.each([
  ['1m / 3m', '0.3333333333333333333333333333'],
  ['2m / 3m', '0.6666666666666666666666666667'],
  ['decimal.Parse("79228162514264337593543950335")', '79228162514264337593543950335'],
  ['1.10m', '1.10'],
  ['1.10m * 2', '2.20'],
  ['1.10m + 1', '2.10'],
  ['-1.10m', '-1.10'],
  ['10m / 4', '2.5'],
  ['5.5m % 2', '1.5'],
  ['0.1m + 0.2m == 0.3m', 'True'],
  ['1.0m == 1.00m', 'True'],
  ['0.1234567890123456789m == 0.1234567890123456788m', 'False'],
  ['0.1234567890123456789m > 0.1234567890123456788m', 'True'],
  ['Math.Round(2.345m, 2)', '2.34'],
  ['Math.Round(2.345m, 2, MidpointRounding.AwayFromZero)', '2.35'],
  ['Math.Floor(-1.5m)', '-2'],
  ['Math.Ceiling(1.2m)', '2'],
  ['Convert.ToDecimal("1.50")', '1.50'],
  ['(decimal)0.1', '0.1'],
  ['(int)1.9m', '1'],
  ['(long)9007199254740993.5m', '9007199254740993'],
  ['1.10m.ToString("F1")', '1.1'],
  ['new [] { 1.10m, 2.2m }.Sum()', '3.30'],
  ['1.0f / 3', '0.33333334'],
])('%s is %s', (code, text) => {
  expect(evaluated(code)).toBe(text)
})

test('what is too large for a decimal overflows', () => {
  expect(() => evaluated('decimal.MaxValue + 1')).toThrow('Value was either too large or too small for a Decimal.')
})
