"""Voice activity, frame by frame: Silero (the ONNX file in faster-whisper), its state kept between frames."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from asr.audio import SAMPLE_RATE, Samples

FRAME = 512  # samples per frame at 16 kHz; Silero v6 takes no other length
FRAME_S = FRAME / SAMPLE_RATE
_CONTEXT = 64  # samples of the frame before that the network sees again


class VoiceActivity:
    """Speech probability of each 32 ms frame of a stream."""

    def __init__(self) -> None:
        import faster_whisper
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        path = Path(faster_whisper.__file__).parent / "assets" / "silero_vad_v6.onnx"
        self._session = onnxruntime.InferenceSession(
            str(path), providers=["CPUExecutionProvider"], sess_options=options
        )
        self.reset()

    def reset(self) -> None:
        """Forgets what was heard, as at the start of a recording."""
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._before = np.zeros(_CONTEXT, np.float32)

    def __call__(self, samples: Samples) -> list[float]:
        """The probabilities of consecutive frames. `samples` has shape (k * FRAME,); else ValueError."""
        if len(samples) % FRAME:
            raise ValueError(f"{len(samples)} samples are not a multiple of {FRAME}")
        if not len(samples):
            return []
        frames = samples.reshape(-1, FRAME)
        context = np.vstack([self._before[None, :], frames[:-1, -_CONTEXT:]])
        output, self._h, self._c = self._session.run(
            None, {"input": np.hstack([context, frames]).astype(np.float32), "h": self._h, "c": self._c}
        )
        self._before = frames[-1, -_CONTEXT:].copy()
        return [float(value) for value in np.asarray(output).reshape(-1)]
