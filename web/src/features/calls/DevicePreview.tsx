import { createSignal, onCleanup, Show } from 'solid-js'
import { t } from '../../platform/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { video } from '../../ui/more-icons.ts'
import css from './CallPage.module.css'
import { callSettings } from './call-settings.ts'
import { MediaAlert } from './MediaAlert.tsx'
import { type MediaProblem, problemOf } from './media-problem.ts'
import { watchLevel } from './watch-level.ts'

/** INCALL-5. Tries camera and microphone before anybody else sees or hears. Nothing is opened until it is pressed: the browser asks then. */
export function DevicePreview() {
  const [stream, setStream] = createSignal<MediaStream>()
  const [level, setLevel] = createSignal(0)
  const [problem, setProblem] = createSignal<MediaProblem>()
  let stopLevel = () => {}
  const stop = () => {
    stopLevel()
    for (const track of stream()?.getTracks() ?? []) track.stop()
  }
  onCleanup(stop)

  async function open(device: 'microphone' | 'camera'): Promise<MediaStreamTrack[]> {
    const { audioinput, videoinput } = callSettings()
    const wanted = device === 'microphone' ? { audio: choose(audioinput) } : { video: choose(videoinput) }
    try {
      return (await navigator.mediaDevices.getUserMedia(wanted)).getTracks()
    } catch (error) {
      setProblem(problemOf(device, error))
      return []
    }
  }
  async function check() {
    stop()
    setProblem(undefined)
    // One after the other: without a camera the microphone is tried all the same.
    const tracks = [...(await open('microphone')), ...(await open('camera'))]
    const now = new MediaStream(tracks)
    setStream(now)
    if (now.getAudioTracks().length > 0) stopLevel = watchLevel(now, setLevel)
  }
  const hasCamera = () => (stream()?.getVideoTracks().length ?? 0) > 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has another look in each browser
    <div role="group" aria-label={t('calls.preview')}>
      <div class={css.preview}>
        <Show when={hasCamera()} fallback={<span>{t('calls.previewOff')}</span>}>
          <video
            ref={(element) => queueMicrotask(() => (element.srcObject = stream() ?? null))}
            autoplay
            muted
            playsinline
          />
        </Show>
      </div>
      <Show when={stream()?.getAudioTracks().length}>
        <meter class={css.level} aria-label={t('calls.level')} min={0} max={1} value={level()} />
      </Show>
      <Show when={problem()}>{(now) => <MediaAlert problem={now()} />}</Show>
      <Button look="plain" wide icon={video} onClick={check}>
        {t('calls.check')}
      </Button>
    </div>
  )
}

const choose = (deviceId: string): MediaTrackConstraints | true => (deviceId ? { deviceId: { ideal: deviceId } } : true)
