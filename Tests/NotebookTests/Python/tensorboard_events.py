"""Reads the folder of a log with TensorBoard's own reader and writes what is in it as JSON."""

import json
import sys

import tensorboard
from tensorboard.backend.event_processing import event_accumulator

log = event_accumulator.EventAccumulator(sys.argv[1], size_guidance={event_accumulator.TENSORS: 0, event_accumulator.HISTOGRAMS: 0})
log.Reload()
tags = log.Tags()
print(
    json.dumps(
        {
            "version": tensorboard.__version__,
            "scalars": {tag: [[event.step, event.value] for event in log.Scalars(tag)] for tag in tags["scalars"]},
            "histograms": {
                tag: [[event.step, event.histogram_value.num, sum(event.histogram_value.bucket)] for event in log.Histograms(tag)]
                for tag in tags["histograms"]
            },
            "texts": {
                tag: [event.tensor_proto.string_val[0].decode() for event in log.Tensors(tag)] for tag in tags["tensors"]
            },
        }
    )
)
