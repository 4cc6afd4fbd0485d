import { MapSkeleton } from '@/components/analytics/map-skeleton'

export default MapSkeleton
