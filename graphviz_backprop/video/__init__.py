"""What imageio writes: animated pictures and video."""

from graphviz_backprop.video.animated_pictures import animated_picture, refuse_animated
from graphviz_backprop.video.captions_track import captions_track
from graphviz_backprop.video.video_file import refuse_video, video

__all__ = ["animated_picture", "captions_track", "refuse_animated", "refuse_video", "video"]
