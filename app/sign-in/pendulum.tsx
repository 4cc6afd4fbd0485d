import { requestLocale } from '@/lib/api/request-locale'
import { readDefaultFramework } from '@/lib/framework/default-framework'
import { translator } from '@/lib/messages/translator'
import { hang } from './hang'

const { domains, criteria, profiles, default: key } = readDefaultFramework()
const profile = profiles.find((each) => each.key === key)
const targets = new Map(profile?.criteria.map((target) => [target.criterion, target]))
const { width, height, top, beams } = hang(
  domains.map((domain) =>
    criteria
      .filter((criterion) => criterion.domain === domain.key)
      .flatMap((criterion) => targets.get(criterion.key) ?? [])
      .filter((target) => target.target > 0 && target.weight > 0),
  ),
)
const weights = beams.flatMap((beam) => beam.weights)

/** The default profile as a row of plumb lines: a beam for each domain, a thread for each criterion, longer the more it weighs. */
export async function Pendulum({ className, captionClassName }: { className?: string; captionClassName?: string }) {
  const t = translator(await requestLocale(), 'signIn')
  const mustHaves = weights.filter((weight) => weight.isMustHave).length
  return (
    <>
      <svg
        className={className}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="xMinYMin meet"
        fill="none"
        stroke="currentColor"
        aria-hidden="true"
      >
        {beams.map(({ from, to }) => (
          <path key={from} d={`M${from} ${top}H${to}`} strokeWidth={2.4} strokeLinecap="round" />
        ))}
        {weights.map(({ x, y, isMustHave }) => (
          <g key={x}>
            <path d={`M${x} ${top}V${y}`} opacity={0.55} />
            {isMustHave ? (
              <circle cx={x} cy={y} r={7} fill="var(--accent)" stroke="none" />
            ) : (
              <circle cx={x} cy={y} r={4.6} fill="var(--z0)" strokeWidth={1.2} strokeOpacity={0.6} />
            )}
          </g>
        ))}
      </svg>
      <div>
        <p className={captionClassName}>{t('motto')}</p>
        <p>{t('picture', { criteria: weights.length, profile: profile?.name ?? '', mustHaves })}</p>
      </div>
    </>
  )
}
