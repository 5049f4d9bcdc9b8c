import { Skeleton } from '../../ui/skeleton/skeleton.tsx'

/** The place of a chat that is being read. */
export function TranscriptSkeleton() {
  return (
    <div className="grid gap-3">
      <div className="ms-auto w-3/5">
        <Skeleton height={44} radius={14} />
      </div>
      <Skeleton width="32%" />
      <Skeleton />
      <Skeleton width="94%" />
      <Skeleton width="61%" />
    </div>
  )
}
