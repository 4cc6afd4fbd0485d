import { Missing } from './missing'

export default function NotFound() {
  return (
    <main>
      <Missing />
    </main>
  )
}
