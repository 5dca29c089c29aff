/** Values of flags: each is checked where it is read, and a fault names the flag. */
import { InvalidArgumentError } from 'commander'

/** A whole number in a range. */
export const whole =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`give a whole number from ${min} to ${max}.`)
    return value
  }

export const real =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !(value >= min && value <= max))
      throw new InvalidArgumentError(`give a number from ${min} to ${max}.`)
    return value
  }

/** A flag that may be given several times. */
export const several = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
]
