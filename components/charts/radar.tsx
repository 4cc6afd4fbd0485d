'use client'
import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, RadarChart, Radar as RadarShape } from 'recharts'
import classes from './radar.module.css'

export type RadarSpoke = { key: string; name: string; value: string; level: number | null; target: number }

/** In px; narrow enough for a phone, wide enough for names beside the shape. */
const size = { width: 350, height: 284, radius: 96 }

/** One person against one target: solid is the person, dashed the target. Hidden from screen readers; its table stands beside it. */
export function Radar({ spokes, top }: { spokes: readonly RadarSpoke[]; top: number }) {
  const rings = Array.from({ length: top }, (_, ring) => ring + 1)
  return (
    <div className={classes.chart} aria-hidden="true">
      <RadarChart
        width={size.width}
        height={size.height}
        outerRadius={size.radius}
        data={[...spokes]}
        accessibilityLayer={false}
        tabIndex={-1}
      >
        <PolarGrid stroke="var(--line)" />
        <PolarRadiusAxis
          domain={[0, top]}
          ticks={rings}
          tickCount={top + 1}
          allowDataOverflow
          tick={false}
          axisLine={false}
        />
        <PolarAngleAxis
          dataKey="key"
          tickLine={false}
          axisLine={false}
          tick={({ x, y, index, textAnchor }) => (
            <Spoke
              spoke={spokes[index]}
              x={Number(x)}
              y={Number(y)}
              index={index}
              anchor={textAnchor}
              of={spokes.length}
            />
          )}
        />
        <RadarShape
          dataKey="target"
          isAnimationActive={false}
          activeDot={false}
          fill="none"
          stroke="var(--ink-3)"
          strokeWidth={1.5}
          strokeDasharray="4 3"
        />
        <RadarShape
          dataKey="level"
          isAnimationActive={false}
          activeDot={false}
          connectNulls
          dot={{ r: 3, fill: 'var(--ink)', fillOpacity: 1, stroke: 'none' }}
          fill="var(--ink)"
          fillOpacity={0.1}
          stroke="var(--ink)"
          strokeWidth={1.8}
          strokeLinejoin="round"
        />
      </RadarChart>
    </div>
  )
}

/** Name and figures in two lines, away from the shape: above at the top, below at the bottom. */
function Spoke({
  spoke,
  x,
  y,
  index,
  anchor,
  of,
}: {
  spoke: RadarSpoke | undefined
  x: number
  y: number
  index: number
  anchor: 'start' | 'middle' | 'end' | 'inherit'
  of: number
}) {
  if (!spoke) return <g />
  const isTop = index === 0
  const isBottom = index * 2 === of
  const line = y + (isTop ? -14 : isBottom ? 12 : -2)
  return (
    <text x={x} y={line} textAnchor={anchor} className={classes.spoke}>
      <tspan className={classes.name}>{spoke.name}</tspan>
      <tspan x={x} dy={15}>
        {spoke.value}
      </tspan>
    </text>
  )
}
