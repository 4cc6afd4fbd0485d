import { expect, it } from 'vitest'
import { hang } from './hang'

const one = (weight: number, target: number, mustHave = false) => ({ weight, target, mustHave })

it('hangs each criterion from the beam of its domain, deeper the more it weighs', () => {
  const { beams, top, height } = hang([[one(5, 4, true), one(3, 4)], [], [one(6, 3)]])
  expect(beams.map((beam) => beam.weights.length)).toEqual([2, 1])
  const [first, second] = beams
  expect(first?.weights.map((weight) => [weight.y, weight.isMustHave])).toEqual([
    [469.6, true],
    [333.2, false],
  ])
  expect(second?.weights[0]?.y).toBe(509.2)
  expect(first!.to).toBeLessThan(second!.from)
  expect(first!.from).toBeLessThan(first!.weights[0]!.x)
  expect(beams.flatMap((beam) => beam.weights).every((weight) => weight.y > top && weight.y < height)).toBe(true)
})

it('makes room for a profile of few, heavy criteria', () => {
  const { beams, height } = hang([[one(20, 5)]])
  expect(height).toBeGreaterThan(beams[0]!.weights[0]!.y)
})
