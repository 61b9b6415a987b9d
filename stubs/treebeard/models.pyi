from django.db import models

class Node(models.Model):
    class Meta:
        abstract = True

    def is_root(self) -> bool: ...
    def is_leaf(self) -> bool: ...
