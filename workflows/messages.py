"""The messages of tasks and deadlines, whatever the lifecycle. Their words lie in templates/mail/."""

from notifications.keys import Concern, Kind, register

SOON = Kind("task.soon", Concern.TASK)
LATE = Kind("task.late", Concern.TASK)
ESCALATED = Kind("task.escalated", Concern.TASK)
DELEGATED = Kind("task.delegated", Concern.TASK)
REMINDED = Kind("task.reminded", Concern.TASK)
INSPECTION_ASKED = Kind("inspection.asked", Concern.TASK)
INSPECTION_GRANTED = Kind("inspection.granted", Concern.LEGAL)
INSPECTION_EMERGENCY = Kind("inspection.emergency", Concern.LEGAL)

register(SOON, LATE, ESCALATED, DELEGATED, REMINDED, INSPECTION_ASKED, INSPECTION_GRANTED, INSPECTION_EMERGENCY)
